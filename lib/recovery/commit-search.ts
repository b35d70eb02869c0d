import type { ArchivedSegment, WalEvent } from "#lib/engines/engine.ts";
import { parseLsn } from "#lib/format/lsn.ts";
import { type CommitBounds, commitBoundsOf } from "./commit-bounds.ts";
import type { Piece, Run } from "./timeline-path.ts";

export type ReadEvents = (segment: ArchivedSegment) => Promise<WalEvent[]>;

export interface Commit {
  position: bigint;
  lsn: string;
  atMicros: bigint;
}

/** A server takes the time of a commit before it writes the record, so neighbours may be out of order by this much. */
const disorderMicros = 5_000_000n;
const longestLookBack = 256;
const leastNeighbours = 2;
const mostNeighbours = 64;
/** How far the repository's clock may be behind the server's for the shortcut below to help. It never misleads. */
const clockSlackMicros = 600_000_000n;

/** Reads each segment once, however often a search comes back to it. */
export function rememberEvents(readEvents: ReadEvents): ReadEvents {
  const known = new Map<string, Promise<WalEvent[]>>();
  return (segment) => {
    const events = known.get(segment.key) ?? readEvents(segment);
    known.set(segment.key, events);
    return events;
  };
}

/**
 * The first commit in WAL order later than an instant: where the server's own recovery to that instant would stop.
 * Gallops, then halves; reads a few segments out of thousands. Null when there is none.
 */
export async function firstCommitAfter(
  run: Run,
  micros: bigint,
  readEvents: ReadEvents,
): Promise<Commit | null> {
  const boundsAt = async (index: number): Promise<CommitBounds | null> => {
    const piece = run[index];
    return piece ? commitBoundsOf(await readEvents(piece.segment)) : null;
  };
  const crossing = await findCrossing(run, micros, boundsAt);
  const first = await earliestNeighbour(crossing ?? run.length, micros, boundsAt);
  for (let index = first ?? crossing ?? run.length; index < run.length; index += 1) {
    const piece = run[index];
    if (!piece) break;
    const commit = (await commitsOf(piece, readEvents)).find(({ atMicros }) => atMicros > micros);
    if (commit) return commit;
    if (crossing === null) break;
  }
  return null;
}

/** The last commit in WAL order before a position; null when a long stretch before it holds none. */
export async function lastCommitBefore(
  run: Run,
  position: bigint,
  readEvents: ReadEvents,
): Promise<Commit | null> {
  const before = run.filter((piece) => piece.from < position).slice(-longestLookBack);
  for (const piece of before.reverse()) {
    const commit = (await commitsOf(piece, readEvents)).findLast(
      (candidate) => candidate.position < position,
    );
    if (commit) return commit;
  }
  return null;
}

export async function commitsOf(piece: Piece, readEvents: ReadEvents): Promise<Commit[]> {
  const events = await readEvents(piece.segment);
  return events.flatMap(({ kind, lsn, atMicros }) =>
    kind === "commit" ? [{ position: parseLsn(lsn), lsn, atMicros }] : [],
  );
}

/** Index of the first segment, by halving, with a commit later than the instant. */
async function findCrossing(
  run: Run,
  micros: bigint,
  boundsAt: (index: number) => Promise<CommitBounds | null>,
): Promise<number | null> {
  /** First segment with a commit in [from, until]; most have one. */
  const withCommit = async (from: number, until: number) => {
    for (let index = from; index <= until; index += 1) {
      const bounds = await boundsAt(index);
      if (bounds) return { index, isLater: bounds.lastMicros > micros };
    }
    return null;
  };
  // What was archived well before the instant holds no later commit.
  const likely = run.findIndex(({ segment }) => segment.archivedAtMicros >= micros - clockSlackMicros);
  if (likely < 0) return (await withCommit(run.length - 1, run.length - 1))?.isLater ? run.length - 1 : null;

  let low = likely;
  let high = run.length - 1;
  let crossing: number | null = null;
  for (let step = 1; low <= high; step *= 2) {
    const probe = await withCommit(Math.min(low + step - 1, high), high);
    if (!probe) break;
    if (probe.isLater) {
      crossing = probe.index;
      high = probe.index - 1;
      break;
    }
    low = probe.index + 1;
  }
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const probe = await withCommit(middle, high);
    if (probe && !probe.isLater) low = probe.index + 1;
    else {
      if (probe) crossing = probe.index;
      high = middle - 1;
    }
  }
  return crossing;
}

/** Looks back from where halving ended: a little earlier there may be a later commit. */
async function earliestNeighbour(
  from: number,
  micros: bigint,
  boundsAt: (index: number) => Promise<CommitBounds | null>,
): Promise<number | null> {
  let earliest: number | null = null;
  let seen = 0;
  for (let index = from - 1; index >= 0 && from - index <= mostNeighbours; index -= 1) {
    const bounds = await boundsAt(index);
    if (!bounds) continue;
    seen += 1;
    if (bounds.lastMicros > micros) earliest = index;
    else if (seen >= leastNeighbours && bounds.lastMicros < micros - disorderMicros) break;
  }
  return earliest;
}
