import type { Archive, ArchivedSegment } from "#lib/engines/engine.ts";
import { minOf } from "#lib/format/bigint.ts";
import {
  parseLsn,
  segmentName,
  segmentNumber,
  segmentOf,
  segmentStart,
  segmentTimeline,
} from "#lib/format/lsn.ts";

/** The part of a line of history that lies on one timeline: from where it began to where it was left. */
export interface Stretch {
  timeline: number;
  from: bigint;
  /** Null on the last one. */
  to: bigint | null;
}

/** One archived segment on the line of history. */
export interface Piece {
  number: number;
  timeline: number;
  segment: ArchivedSegment;
  from: bigint;
  to: bigint;
}

/** Pieces without a hole between them. Never empty. */
export type Run = Piece[];

export interface TimelinePath {
  timeline: number;
  stretches: Stretch[];
  runs: Run[];
  /** Archived, but damaged: a hole in the line. */
  damaged: Piece[];
  /** The segment after the damage that the line ends with; null when it ends with what can be read. */
  afterDamage: (Pick<Piece, "number" | "from"> & { segment: { name: string } }) | null;
}

/**
 * Every timeline that the archive knows, newest first; the first one is where the cluster is now. Left out is what a
 * promotion that lost its power may have archived: one segment, a copy, of a timeline without a history.
 */
export function knownTimelines({ segments, histories }: Archive): number[] {
  const counts = new Map<number, number>();
  for (const { name } of segments) {
    const timeline = segmentTimeline(name);
    counts.set(timeline, (counts.get(timeline) ?? 0) + 1);
  }
  const lowest = Math.min(...counts.keys());
  const known = new Set(histories.map(({ timeline }) => timeline));
  // Archiving may have begun on any timeline, and that one's history may not be here.
  for (const [timeline, count] of counts) if (count > 1 || timeline === lowest) known.add(timeline);
  return [...known].sort((a, b) => b - a);
}

/** The line of history a recovery to `timeline` follows, and which parts of it are archived. */
export function timelinePath(archive: Archive, timeline: number): TimelinePath {
  const stretches = stretchesOf(archive, timeline);
  const { segmentBytes } = archive;
  const piecesIn = (segments: ArchivedSegment[]) =>
    stretches.flatMap((stretch) => piecesOf(segments, stretch, segmentBytes)).sort(byNumber);
  const runs = splitAtHoles(piecesIn(archive.segments));
  const damaged = piecesIn(archive.damaged?.segments ?? []);
  return { timeline, stretches, runs, damaged, afterDamage: segmentAfter(runs, damaged, archive) };
}

function segmentAfter(runs: Run[], damaged: Piece[], { segmentBytes }: Archive): TimelinePath["afterDamage"] {
  const last = damaged.at(-1);
  const readable = runs.at(-1)?.at(-1);
  if (!last || (readable && readable.number > last.number)) return null;
  const number = last.number + 1;
  return { number, from: last.to, segment: { name: segmentName(last.timeline, number, segmentBytes) } };
}

function stretchesOf(archive: Archive, timeline: number): Stretch[] {
  const history = archive.histories.find((candidate) => candidate.timeline === timeline);
  const stretches: Stretch[] = [];
  let from = 0n;
  for (const ancestor of history?.ancestors ?? []) {
    const to = parseLsn(ancestor.switchLsn);
    stretches.push({ timeline: ancestor.timeline, from, to });
    from = to;
  }
  return [...stretches, { timeline, from, to: null }];
}

/**
 * The segment in which a timeline was left belongs to its successor, which begins with a copy of it: a recovery to the
 * successor reads that file, and the old timeline's own may never have been archived.
 */
function piecesOf(segments: ArchivedSegment[], stretch: Stretch, segmentBytes: number): Piece[] {
  const first = segmentOf(stretch.from, segmentBytes);
  const end = stretch.to === null ? Number.POSITIVE_INFINITY : segmentOf(stretch.to, segmentBytes);
  return segments.flatMap((segment) => {
    if (segmentTimeline(segment.name) !== stretch.timeline) return [];
    const number = segmentNumber(segment.name, segmentBytes);
    if (number < first || number >= end) return [];
    const from = segmentStart(number, segmentBytes);
    return [{ number, timeline: stretch.timeline, segment, from, to: from + BigInt(segmentBytes) }];
  });
}

function splitAtHoles(pieces: Piece[]): Run[] {
  const runs: Run[] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run && run.at(-1)?.number === piece.number - 1) run.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

function byNumber(a: Piece, b: Piece): number {
  return a.number - b.number;
}

/** The piece that holds a position, null when it is not archived on this path. */
export function pieceAt(runs: Run[], position: bigint): { run: Run; index: number; piece: Piece } | null {
  for (const run of runs) {
    const first = run[0];
    if (!first || position < first.from) continue;
    const index = Number((position - first.from) / (first.to - first.from));
    const piece = run[index];
    if (piece) return { run, index, piece };
  }
  return null;
}

/** Where the line of history to `timeline` leaves the one to `other`; null when it never does. */
export function leavesAt(path: TimelinePath, other: TimelinePath): bigint | null {
  for (const [index, stretch] of path.stretches.entries()) {
    const beside = other.stretches[index];
    if (!beside || beside.timeline !== stretch.timeline) return stretch.from;
    if (stretch.to === beside.to) continue;
    if (stretch.to === null) return beside.to;
    if (beside.to === null) return stretch.to;
    return minOf(stretch.to, beside.to);
  }
  return null;
}
