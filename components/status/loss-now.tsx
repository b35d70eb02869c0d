"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { Meter } from "#components/ui/meter.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import type { LiveRpo } from "#lib/overview/schema.ts";
import { lossAt, standing } from "./loss-at.ts";

interface LossNowProps {
  rpo: LiveRpo;
  targetSeconds: number | null;
  /** Server's clock minus this browser's, in milliseconds. */
  skewMs: number;
}

/** "If it died now you would lose …", every second, against the objective. */
export function LossNow({ rpo, targetSeconds, skewMs }: LossNowProps) {
  const now = useNow();
  const lossMs = lossAt(rpo, now + skewMs);
  const objective = targetSeconds === null ? "no objective" : formatDuration(targetSeconds * 1000);
  if (rpo.kind === "unknown" || lossMs === null) {
    return (
      <>
        <span className="font-[550]">unknown</span> <span className="text-sm text-ink-3">/ {objective}</span>
        <div className="text-sm text-ink-3">
          <WhyUnknown rpo={rpo} />
        </div>
      </>
    );
  }
  const tone = standing(lossMs, targetSeconds);
  return (
    <>
      <span className={tone === "bad" ? "num font-[550] text-bad" : "num"}>{formatDuration(lossMs)}</span>{" "}
      <span className="num text-sm text-ink-3">/ {objective}</span>
      {targetSeconds !== null && (
        <Meter className="mt-1.5" fraction={lossMs / (targetSeconds * 1000)} tone={tone} />
      )}
    </>
  );
}

export function WhyUnknown({ rpo }: { rpo: LiveRpo }) {
  if (rpo.kind === "known") return "Nothing has been heard of it lately.";
  if (rpo.lastSafeMicros === null) return rpo.why;
  return (
    <>
      {rpo.why} Safe until <TimeText at={rpo.lastSafeMicros} show="moment" />.
    </>
  );
}
