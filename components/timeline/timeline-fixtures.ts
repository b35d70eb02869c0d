import fc from "fast-check";
import type { Recoverability } from "#components/timeline/recoverability.ts";
import type { RecoveryGap, RecoveryRange, RecoveryWindow, TimelineSet } from "#lib/recovery/schema.ts";

/** For tests only: windows from plain numbers, in microseconds. */
export function rangeOf(fromMicros: number, toMicros: number, timeline = 1): RecoveryRange {
  return {
    timeline,
    baseLabel: "20261122-020002F",
    fromLsn: "0/1",
    toLsn: "0/2",
    fromMicros: `${fromMicros}`,
    toMicros: `${toMicros}`,
  };
}

export function gapOf(
  fromMicros: number,
  toMicros: number | null,
  reason: string,
  timeline = 1,
): RecoveryGap {
  return {
    timeline,
    afterSegment: "000000010000000000000001",
    beforeSegment: "000000010000000000000003",
    missingSegments: 1,
    fromMicros: `${fromMicros}`,
    toMicros: toMicros === null ? null : `${toMicros}`,
    reason,
  };
}

export function windowOf(
  ranges: RecoveryRange[],
  gaps: RecoveryGap[] = [],
  currentTimeline = 1,
): RecoveryWindow {
  return { repositoryId: "local", computedAtMicros: "0", currentTimeline, ranges, gaps, newest: null };
}

const edge = fc.integer({ min: 0, max: 1_000 });
const range = fc
  .tuple(edge, edge, fc.integer({ min: 1, max: 3 }))
  .map(([a, b, timeline]) => rangeOf(Math.min(a, b), Math.max(a, b), timeline));
const gap = fc
  .tuple(edge, fc.option(edge))
  .map(([a, b]) => gapOf(b === null ? a : Math.min(a, b), b === null ? null : Math.max(a, b), "lost"));

export const anyWindows = fc.array(
  fc
    .tuple(fc.array(range, { maxLength: 5 }), fc.array(gap, { maxLength: 3 }), fc.integer({ min: 1, max: 3 }))
    .map(([ranges, gaps, timeline]) => windowOf(ranges, gaps, timeline)),
  { maxLength: 3 },
);

/** By an instant, which always means the current line of history. */
export function isRestorable(windows: readonly RecoveryWindow[], micros: bigint): boolean {
  return windows.some((one) =>
    one.ranges.some(
      (each) =>
        each.timeline === one.currentTimeline &&
        BigInt(each.fromMicros) <= micros &&
        micros <= BigInt(each.toMicros),
    ),
  );
}

export const nothing: Recoverability = { spans: [], holes: [], left: [] };

export function setOf(
  stoppedAtMicros: string,
  type: TimelineSet["type"],
  changes: Partial<TimelineSet> = {},
): TimelineSet {
  return {
    stoppedAtMicros,
    type,
    repositoryBytes: 1,
    rung: "stored",
    problem: null,
    prior: null,
    isOnCurrentLine: true,
    ...changes,
  };
}
