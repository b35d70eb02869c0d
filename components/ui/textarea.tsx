import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { inputStyle } from "./input.tsx";

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea dir="auto" rows={rows} {...rest} className={cn(inputStyle, "resize-y", className)} />;
}
