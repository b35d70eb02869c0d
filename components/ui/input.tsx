"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { useIsEarly } from "./use-is-early.ts";

export const inputStyle =
  "min-h-9 w-full pointer-coarse:min-h-11 rounded-md border border-field bg-panel px-2.5 py-1.5 text-ink placeholder:text-ink-3 aria-invalid:border-bad disabled:opacity-60 data-early:opacity-100 [&[readonly]:not([data-early])]:bg-bg";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  const isEarly = useIsEarly() && rest.value !== undefined;
  return (
    <input
      dir="auto"
      autoComplete="off"
      {...rest}
      readOnly={rest.readOnly || isEarly}
      data-early={isEarly || undefined}
      className={cn(inputStyle, className)}
    />
  );
}
