"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { inputStyle } from "./input.tsx";
import { useIsEarly } from "./use-is-early.ts";

/** The platform's own select: right on phones, with every keyboard and screen reader, and free. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  const isEarly = useIsEarly() && rest.value !== undefined;
  return (
    <span className={cn("relative inline-block w-full", className)}>
      <select
        {...rest}
        disabled={rest.disabled || isEarly}
        data-early={isEarly || undefined}
        className={cn(inputStyle, "appearance-none pr-8")}
      >
        {children}
      </select>
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-3 -translate-y-1/2 text-ink-2"
      >
        <path d="M2.5 4.5 6 8l3.5-3.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </span>
  );
}
