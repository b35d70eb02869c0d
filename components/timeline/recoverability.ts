import type { RecoveryWindow } from "#lib/recovery/schema.ts";

/** A stretch in which any instant can be restored, whichever repository it comes from. */
export interface Span {
  fromMicros: bigint;
  toMicros: bigint;
  /** False when only a line of history that was left by an earlier restore reaches it. */
  isCurrentHistory: boolean;
}

/** A stretch in which nothing can be restored, and why. */
export interface Hole {
  fromMicros: bigint;
  /** Null while it is still open. */
  toMicros: bigint | null;
  reason: string;
}

export interface Recoverability {
  /** Disjoint and in order. */
  spans: Span[];
  /** Between and after the spans. A tail that is only "not archived yet" is no hole. */
  holes: Hole[];
}

interface Piece {
  fromMicros: bigint;
  toMicros: bigint;
}

const unexplained = "No backup set and WAL reach this stretch.";

/** What all repositories together can restore: a gap in one that another covers is no hole. */
export function recoverability(windows: readonly RecoveryWindow[]): Recoverability {
  const pieces = windows.flatMap((window) =>
    window.ranges.map((range) => ({
      isCurrentHistory: range.timeline === window.currentTimeline,
      fromMicros: BigInt(range.fromMicros),
      toMicros: BigInt(range.toMicros),
    })),
  );
  const current = union(pieces.filter((piece) => piece.isCurrentHistory));
  const earlier = subtract(union(pieces.filter((piece) => !piece.isCurrentHistory)), current);
  const spans = [
    ...current.map((piece) => ({ ...piece, isCurrentHistory: true })),
    ...earlier.map((piece) => ({ ...piece, isCurrentHistory: false })),
  ].sort(byStart);
  return { spans, holes: holesAround(spans, windows) };
}

function holesAround(spans: readonly Span[], windows: readonly RecoveryWindow[]): Hole[] {
  const gaps = windows.flatMap((window) =>
    window.gaps.map((gap) => ({
      fromMicros: BigInt(gap.fromMicros),
      toMicros: gap.toMicros === null ? null : BigInt(gap.toMicros),
      reason: gap.reason,
    })),
  );
  const between = spans.slice(1).flatMap((next, index) => {
    const previous = spans[index];
    // Two lines of history meet without anything missing between them.
    if (previous === undefined || next.fromMicros - previous.toMicros <= 1n) return [];
    if (
      previous.isCurrentHistory !== next.isCurrentHistory &&
      !isInGap(gaps, previous.toMicros, next.fromMicros)
    )
      return [];
    return [
      {
        fromMicros: previous.toMicros,
        toMicros: next.fromMicros,
        reason: reasonFor(gaps, previous.toMicros, next.fromMicros),
      },
    ];
  });
  const last = spans.at(-1);
  const open = gaps.find(
    (gap) => gap.toMicros === null || last === undefined || gap.toMicros > last.toMicros,
  );
  if (open === undefined) return between;
  const fromMicros = last === undefined || open.fromMicros > last.toMicros ? open.fromMicros : last.toMicros;
  return [...between, { ...open, fromMicros }];
}

function reasonFor(gaps: readonly Hole[], fromMicros: bigint, toMicros: bigint): string {
  const reasons = new Set(gaps.filter((gap) => overlaps(gap, fromMicros, toMicros)).map((gap) => gap.reason));
  return reasons.size === 0 ? unexplained : [...reasons].join(" ");
}

function isInGap(gaps: readonly Hole[], fromMicros: bigint, toMicros: bigint): boolean {
  return gaps.some((gap) => overlaps(gap, fromMicros, toMicros));
}

function overlaps(gap: Hole, fromMicros: bigint, toMicros: bigint): boolean {
  return gap.fromMicros < toMicros && (gap.toMicros === null || gap.toMicros > fromMicros);
}

function union(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const { fromMicros, toMicros } of [...pieces].sort(byStart)) {
    if (toMicros < fromMicros) continue;
    const last = merged.at(-1);
    if (last === undefined || fromMicros > last.toMicros) merged.push({ fromMicros, toMicros });
    else if (toMicros > last.toMicros) last.toMicros = toMicros;
  }
  return merged;
}

/** `pieces` without what `taken` covers; both disjoint and in order. Ends are inclusive, in microseconds. */
function subtract(pieces: readonly Piece[], taken: readonly Piece[]): Piece[] {
  return taken.reduce<Piece[]>(
    (rest, cut) =>
      rest.flatMap((piece) => {
        if (cut.toMicros < piece.fromMicros || cut.fromMicros > piece.toMicros) return [piece];
        const left = { fromMicros: piece.fromMicros, toMicros: cut.fromMicros - 1n };
        const right = { fromMicros: cut.toMicros + 1n, toMicros: piece.toMicros };
        return [left, right].filter((part) => part.fromMicros <= part.toMicros);
      }),
    [...pieces],
  );
}

function byStart(a: Piece, b: Piece): number {
  return a.fromMicros < b.fromMicros ? -1 : a.fromMicros > b.fromMicros ? 1 : 0;
}
