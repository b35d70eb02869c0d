"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { inputStyle } from "./input.tsx";
import { useIsEarly } from "./use-is-early.ts";

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  const isEarly = useIsEarly() && rest.value !== undefined;
  return (
    <textarea
      dir="auto"
      rows={rows}
      {...rest}
      readOnly={rest.readOnly || isEarly}
      data-early={isEarly || undefined}
      className={cn(inputStyle, "resize-y", className)}
    />
  );
}
