"use client";

import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/**
 * Words that appear on hover and on keyboard focus, drawn by TooltipLayer. For text that is not a control;
 * a control takes `data-tooltip` itself.
 */
export function Tooltip({
  text,
  className,
  children,
}: {
  text: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what hover shows must be reachable by keyboard (U11, U12)
    <span tabIndex={0} data-tooltip={text} className={cn("rounded-sm", className)}>
      {children}
    </span>
  );
}
