import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** Label and value, one under the other: a plan, a receipt, the details of a thing. */
export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cn("grid", className)}>{children}</dl>;
}

export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 border-b py-2 last:border-b-0 sm:grid-cols-[10.5rem_1fr]">
      <dt className="text-sm text-ink-3 sm:pt-px">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
