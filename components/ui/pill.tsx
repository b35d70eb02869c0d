import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** `unknown` is "no data", which is never green. */
export type Tone = "good" | "warn" | "bad" | "idle" | "busy" | "unknown";

const looks: Record<Tone, string> = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  idle: "bg-idle-soft text-idle",
  busy: "bg-accent-soft text-accent",
  unknown: "bg-idle-soft text-idle",
};

/** Status is shape, words and colour together. */
export function Pill({ tone, className, children }: { tone: Tone; className?: string; children: ReactNode }) {
  return (
    <span
      className={cn(
        "inline-flex max-w-full shrink-0 items-center gap-1.5 rounded-full py-0.5 pr-2 pl-[7px] text-sm font-[550]",
        looks[tone],
        className,
      )}
    >
      <ToneShape tone={tone} />
      <span className="min-w-0">{children}</span>
    </span>
  );
}

export function ToneShape({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={cn("size-[11px] flex-none", className)}
      fill="none"
      stroke="currentColor"
    >
      {shapes[tone]}
    </svg>
  );
}

const shapes: Record<Tone, ReactNode> = {
  good: <path d="m2 6.5 3 3 5-7" strokeWidth="2" />,
  warn: (
    <>
      <path d="m6 1 5 10H1z" strokeWidth="1.6" strokeLinejoin="round" />
      <path d="M6 5v3" strokeWidth="1.6" />
    </>
  ),
  bad: <path d="m2 2 8 8m0-8-8 8" strokeWidth="2" />,
  idle: <path d="M2 6h8" strokeWidth="2" />,
  busy: (
    <>
      <circle cx="6" cy="6" r="4.5" strokeWidth="1.6" opacity="0.35" />
      <path d="M6 1.5A4.5 4.5 0 0 1 10.5 6" strokeWidth="1.8" className="origin-center animate-spin" />
    </>
  ),
  unknown: (
    <>
      <circle cx="6" cy="6" r="4.7" strokeWidth="1.4" strokeDasharray="2.2 1.6" />
      <path d="M6 3.4v3M6 8v.8" strokeWidth="1.4" />
    </>
  ),
};
