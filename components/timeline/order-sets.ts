import type { TimelineSet } from "#lib/recovery/schema.ts";

export interface OrderedSet {
  /** Exact: an instant fits a number until the year 2255. */
  micros: number;
  set: TimelineSet;
}

/** Oldest first, so that a picture finds those in view without looking at the thousands that are not. */
export function orderSets(sets: readonly TimelineSet[]): OrderedSet[] {
  return sets
    .map((set) => ({ micros: Number(set.stoppedAtMicros), set }))
    .sort((a, b) => a.micros - b.micros);
}
