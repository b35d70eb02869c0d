import type { RecoveryWindow } from "#lib/recovery/schema.ts";

/** A stretch in which any instant can be restored, whichever repository it comes from. */
export interface Span {
  fromMicros: bigint;
  toMicros: bigint;
}

/** A stretch in which nothing can be restored, and why. */
export interface Hole {
  fromMicros: bigint;
  /** Null while it is still open. */
  toMicros: bigint | null;
  reason: string;
}

export interface Recoverability {
  /** On the current line of history; disjoint and in order. An instant always means this line. */
  spans: Span[];
  /** Between and after the spans. A tail that is only "not archived yet" is no hole. */
  holes: Hole[];
  /** What only lines of history reach that an earlier restore left: by LSN or restore point, not by an instant. */
  left: Span[];
}

const unexplained = "No backup set and WAL reach this stretch.";

/** What all repositories together can restore: a gap in one that another covers is no hole. */
export function recoverability(windows: readonly RecoveryWindow[]): Recoverability {
  const spans = union(windows.flatMap((window) => rangesOf(window, true)));
  return {
    spans,
    holes: holesAround(spans, windows),
    left: union(windows.flatMap((window) => rangesOf(window, false))),
  };
}

function rangesOf(window: RecoveryWindow, isCurrent: boolean): Span[] {
  return window.ranges
    .filter((range) => (range.timeline === window.currentTimeline) === isCurrent)
    .map((range) => ({ fromMicros: BigInt(range.fromMicros), toMicros: BigInt(range.toMicros) }));
}

function holesAround(spans: readonly Span[], windows: readonly RecoveryWindow[]): Hole[] {
  const gaps = windows.flatMap((window) =>
    window.gaps
      .filter((gap) => gap.timeline === window.currentTimeline)
      .map((gap) => ({
        fromMicros: BigInt(gap.fromMicros),
        toMicros: gap.toMicros === null ? null : BigInt(gap.toMicros),
        reason: gap.reason,
      })),
  );
  const between = spans.slice(1).flatMap((next, index) => {
    const previous = spans[index];
    if (previous === undefined || next.fromMicros - previous.toMicros <= 1n) return [];
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

function overlaps(gap: Hole, fromMicros: bigint, toMicros: bigint): boolean {
  return gap.fromMicros < toMicros && (gap.toMicros === null || gap.toMicros > fromMicros);
}

function union(pieces: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { fromMicros, toMicros } of [...pieces].sort(byStart)) {
    if (toMicros < fromMicros) continue;
    const last = merged.at(-1);
    if (last === undefined || fromMicros > last.toMicros) merged.push({ fromMicros, toMicros });
    else if (toMicros > last.toMicros) last.toMicros = toMicros;
  }
  return merged;
}

function byStart(a: Span, b: Span): number {
  return a.fromMicros < b.fromMicros ? -1 : a.fromMicros > b.fromMicros ? 1 : 0;
}
