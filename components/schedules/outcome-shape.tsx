import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export type Outcome = "succeeded" | "failed" | "missed" | "running" | "coming";

export const outcomeWords: Record<Outcome, string> = {
  succeeded: "succeeded",
  failed: "failed",
  missed: "missed",
  running: "running",
  coming: "to come",
};

const colours: Record<Outcome, string> = {
  succeeded: "text-good",
  failed: "text-bad",
  missed: "text-bad",
  running: "text-accent",
  coming: "text-ink-3",
};

/** Told apart by shape as well: a check, a cross, an empty diamond, an arc, a dot. */
export function OutcomeShape({ outcome, className }: { outcome: Outcome; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      className={cn("size-2.5 flex-none", colours[outcome], className)}
    >
      {shapes[outcome]}
    </svg>
  );
}

const shapes: Record<Outcome, ReactNode> = {
  succeeded: <path d="m2 6.5 3 3 5-7" strokeWidth="2" />,
  failed: <path d="m2 2 8 8m0-8-8 8" strokeWidth="2" />,
  missed: <path d="m6 1.2 4.8 4.8L6 10.8 1.2 6z" strokeWidth="1.6" strokeLinejoin="round" />,
  running: <path d="M6 1.5A4.5 4.5 0 1 1 1.5 6" strokeWidth="1.8" />,
  coming: <circle cx="6" cy="6" r="1.8" strokeWidth="1.4" />,
};
