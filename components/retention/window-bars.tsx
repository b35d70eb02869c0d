"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { cn } from "#components/ui/cn.ts";
import { formatDuration } from "#lib/format/duration.ts";
import type { RetentionPreview } from "#lib/retention/schema.ts";

/** The span that can be restored to, as it is and as it would be, on one scale. */
export function WindowBars({ window }: { window: RetentionPreview["windowFromMicros"] }) {
  const now = useNow(60_000);
  const { before, after } = window;
  if (before === null) return <p className="text-ink-2">Nothing can be restored here now.</p>;
  const spanMs = Math.max(1, now - toMs(before));
  const lostMs = after === null ? spanMs : Math.max(0, toMs(after) - toMs(before));
  return (
    <div className="grid gap-1.5">
      <Bar label="now" from={before} fraction={1} />
      <Bar label="after" from={after} fraction={after === null ? 0 : 1 - lostMs / spanMs} />
      <p className={cn("num", lostMs > 0 ? "font-[560]" : "text-ink-2")}>
        {after === null
          ? "Nothing could be restored afterwards."
          : lostMs > 0
            ? `The oldest restorable moment moves forward by ${formatDuration(lostMs)}.`
            : "For now the recovery window stays as it is."}
      </p>
    </div>
  );
}

function Bar({ label, from, fraction }: { label: string; from: string | null; fraction: number }) {
  return (
    <div className="grid grid-cols-[2.5rem_minmax(0,1fr)] items-center gap-x-2 sm:grid-cols-[2.5rem_minmax(0,1fr)_9rem]">
      <span className="text-sm text-ink-3">{label}</span>
      <div aria-hidden="true" className="flex h-3 justify-end overflow-hidden rounded-sm bg-idle-soft">
        <div className="bg-accent" style={{ width: `${Math.min(100, Math.max(0, fraction * 100))}%` }} />
      </div>
      <span className="num text-sm max-sm:col-start-2">
        {from === null ? (
          "no window"
        ) : (
          <>
            since <TimeText at={from} show="moment" />
          </>
        )}
      </span>
    </div>
  );
}

function toMs(micros: string): number {
  return Number(BigInt(micros) / 1000n);
}
