import type { TimelineSet } from "#lib/recovery/schema.ts";

/**
 * The chain a restore to `micros` would most likely start from, oldest first: the newest set on the current line of
 * history that was complete by then and everything it builds on. The worker's preview says which one it really is.
 */
export function setsBehind(sets: readonly TimelineSet[], micros: bigint): TimelineSet[] {
  const chain: TimelineSet[] = [];
  let next = newestBy(sets, Number(micros));
  while (next !== undefined && !chain.includes(next)) {
    chain.unshift(next);
    next = next.prior === null ? undefined : sets[next.prior];
  }
  return chain;
}

function newestBy(sets: readonly TimelineSet[], micros: number): TimelineSet | undefined {
  let newest: TimelineSet | undefined;
  for (const set of sets) {
    const stopped = Number(set.stoppedAtMicros);
    if (set.rung === null || !set.isOnCurrentLine || stopped > micros) continue;
    if (newest === undefined || stopped > Number(newest.stoppedAtMicros)) newest = set;
  }
  return newest;
}
