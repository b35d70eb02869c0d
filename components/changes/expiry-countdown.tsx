"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { formatDuration } from "#lib/format/duration.ts";

/** "expires in 23 h 51 min"; the exact instant on focus. */
export function ExpiryCountdown({ at, verb = "expires" }: { at: string; verb?: string }) {
  const now = useNow();
  const left = Date.parse(at) - now;
  if (now === 0) return null;
  if (left <= 0)
    return (
      <>
        {verb === "expires" ? "expired" : `${verb} over`} <TimeText at={at} />
      </>
    );
  return (
    <span className="num">
      {verb} in {formatDuration(left)}
    </span>
  );
}
