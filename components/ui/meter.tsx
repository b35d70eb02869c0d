import { cn } from "./cn.ts";

const fills = { good: "bg-good", warn: "bg-warn", bad: "bg-bad", accent: "bg-accent" };

interface MeterProps {
  /** 0 to 1; more is drawn as full. */
  fraction: number;
  tone: keyof typeof fills;
  className?: string;
}

/** A thin bar beside the words that say the same; therefore hidden from screen readers. */
export function Meter({ fraction, tone, className }: MeterProps) {
  const width = Math.min(1, Math.max(0.01, Number.isFinite(fraction) ? fraction : 0));
  return (
    <div
      aria-hidden="true"
      className={cn("h-1 w-30 max-w-full overflow-hidden rounded-full bg-idle-soft", className)}
    >
      <div
        className={cn("h-full w-full origin-left", fills[tone])}
        style={{ transform: `scaleX(${width})` }}
      />
    </div>
  );
}
