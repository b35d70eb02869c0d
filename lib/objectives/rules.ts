import type { LiveRpo } from "#lib/overview/schema.ts";

/** Samples older than this say nothing about now. */
export const SAMPLE_FRESH_MICROS = 45_000_000n;

/** A longer pause between samples is a hole: nothing is known of it. */
export const SAMPLES_SILENT_MICROS = 300_000_000n;
/** The same where only the worst of each hour is kept: two of them may be almost two hours apart. */
export const HOURLY_SILENT_MICROS = 2n * 3_600_000_000n;

/** The worst that was measured, never less than what would be lost now: now is part of every span that ends now. */
export function worstLoss(measuredMs: number | null, nowMs: number | null): number | null {
  if (measuredMs === null || nowMs === null) return measuredMs ?? nowMs;
  return Math.max(measuredMs, nowMs);
}

export interface PositionFact {
  atMicros: bigint;
  /** A restore counts transactions from its target on: the same numbers come again on another timeline. */
  timeline: number;
  /** pg_current_snapshot(): equal text on the same timeline means that no transaction ended in between. */
  snapshot: string;
}

/**
 * "If it died now you would lose …". Nothing when no transaction ended since the newest sample whose WAL is safe;
 * else the age of that sample. What is in the repository decides, so a stuck archiver shows and an idle database
 * does not.
 */
export function computeLiveRpo(facts: {
  now: bigint;
  newest: PositionFact | null;
  newestSafe: PositionFact | null;
}): LiveRpo {
  const { now, newest, newestSafe } = facts;
  const lastSafeMicros = newestSafe?.atMicros.toString() ?? null;
  if (newest === null) {
    return { kind: "unknown", why: "The cluster has not been looked at yet.", lastSafeMicros };
  }
  if (now - newest.atMicros > SAMPLE_FRESH_MICROS) {
    return { kind: "unknown", why: "The cluster could not be looked at lately.", lastSafeMicros };
  }
  if (newestSafe === null) {
    return {
      kind: "unknown",
      why: "Nothing that was written is known to be in a repository.",
      lastSafeMicros,
    };
  }
  const isAllSafe = newestSafe.timeline === newest.timeline && newestSafe.snapshot === newest.snapshot;
  const safeMicros = isAllSafe ? newest.atMicros : newestSafe.atMicros;
  return {
    kind: "known",
    lossMs: isAllSafe ? 0 : Math.max(0, Number((now - newestSafe.atMicros) / 1000n)),
    safeMicros: safeMicros.toString(),
    sampledAtMicros: newest.atMicros.toString(),
  };
}
