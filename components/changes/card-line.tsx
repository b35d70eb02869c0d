import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

interface CardLineProps {
  label: string;
  /** Sentences: read from the left, under their label. */
  isText?: boolean;
  children: ReactNode;
}

/** One row of a card that waits for a decision, inside a `dl`. */
export function CardLine({ label, isText = false, children }: CardLineProps) {
  return (
    <div
      className={cn("border-b py-2 last:border-b-0", !isText && "flex items-baseline justify-between gap-3")}
    >
      <dt className="flex-none pt-px text-xs text-ink-3">{label}</dt>
      <dd className={cn("min-w-0", !isText && "text-right")}>{children}</dd>
    </div>
  );
}
