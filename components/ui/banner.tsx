import type { ReactNode } from "react";
import { cn } from "./cn.ts";

interface BannerProps {
  tone: "good" | "warn" | "bad" | "accent";
  /** Usually a Pill that names the kind of trouble. */
  lead?: ReactNode;
  action?: ReactNode;
  /** True when it appears by itself and must be heard. */
  isAnnounced?: boolean;
  className?: string;
  children: ReactNode;
}

const edges = {
  good: "border-l-good",
  warn: "border-l-warn",
  bad: "border-l-bad",
  accent: "border-l-accent",
};

export function Banner({ tone, lead, action, isAnnounced = false, className, children }: BannerProps) {
  return (
    <div
      role={isAnnounced ? "status" : undefined}
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-l-[3px] bg-panel px-3.5 py-2.5",
        edges[tone],
        className,
      )}
    >
      {lead}
      <div className="min-w-48 flex-1">{children}</div>
      {action}
    </div>
  );
}
