import type { StopPoint } from "#lib/engines/engine.ts";
import { parseLsn } from "#lib/format/lsn.ts";
import { commitsOf, type ReadEvents } from "./commit-search.ts";
import type { LocateInput } from "./locate-target.ts";
import { knownTimelines, leavesAt, type TimelinePath, timelinePath } from "./timeline-path.ts";

export interface CountedAfter {
  commits: number;
  /** From the stop to the end of what is archived. */
  walBytes: bigint;
  /** False when the scan was cut short or WAL is missing or damaged on the way: then both are lower bounds. */
  isExact: boolean;
}

/**
 * What the cluster has now and will not have after a restore to this stop, as far as it is archived. After a stop on
 * an abandoned line of history: everything since the cluster left that line.
 */
export async function countAfter(
  input: LocateInput,
  located: { stop: StopPoint; label: string },
  readEvents: ReadEvents,
  mostSegments = 64,
): Promise<CountedAfter> {
  const current = timelinePath(input.archive, knownTimelines(input.archive)[0] ?? 1);
  const from = firstLost(input, located, current);
  const pieces = current.runs.flat().filter((piece) => piece.to > from);
  const scanned = pieces.slice(0, mostSegments);
  let commits = 0;
  for (const piece of scanned) {
    commits += (await commitsOf(piece, readEvents)).filter(({ position }) => position >= from).length;
  }
  const [first, last] = [pieces[0], pieces.at(-1)];
  const isWhole =
    !first || (first.from <= from && last !== undefined && pieces.length === last.number - first.number + 1);
  return {
    commits,
    walBytes: last && last.to > from ? last.to - from : 0n,
    isExact: scanned.length === pieces.length && isWhole && current.afterDamage === null,
  };
}

/** Position of the first record that will be gone. */
function firstLost(
  input: LocateInput,
  { stop, label }: { stop: StopPoint; label: string },
  current: TimelinePath,
): bigint {
  const position = afterStop(input, stop, label);
  const left = leavesAt(timelinePath(input.archive, stop.timeline), current);
  return left !== null && left < position ? left : position;
}

function afterStop(input: LocateInput, stop: StopPoint, label: string): bigint {
  switch (stop.kind) {
    case "lsn":
      return parseLsn(stop.lsn) + (stop.inclusive ? 1n : 0n);
    case "name":
      return parseLsn(stop.lsn) + 1n;
    case "immediate": {
      const set = input.sets.find((candidate) => candidate.label === label);
      return set ? parseLsn(set.stopLsn) : 0n;
    }
  }
}
