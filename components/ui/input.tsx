import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

export const inputStyle =
  "min-h-9 w-full pointer-coarse:min-h-11 rounded-md border border-field bg-panel px-2.5 py-1.5 text-ink placeholder:text-ink-3 aria-invalid:border-bad disabled:opacity-60 [&[readonly]]:bg-bg";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input dir="auto" autoComplete="off" {...rest} className={cn(inputStyle, className)} />;
}
