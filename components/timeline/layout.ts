import { type AxisInstant, axisTicks } from "#components/timeline/axis-ticks.ts";
import type { OrderedSet } from "#components/timeline/order-sets.ts";
import type { Recoverability, Span } from "#components/timeline/recoverability.ts";
import { type Scale, scale, type View } from "#components/timeline/scale.ts";
import type { TimelineMarker, TimelineSet } from "#lib/recovery/schema.ts";

export type MarkerKind = TimelineMarker["kind"];

export interface Band {
  x: number;
  width: number;
  fromMicros: bigint;
  toMicros: bigint;
}
export interface HoleShape {
  x: number;
  width: number;
  fromMicros: bigint;
  toMicros: bigint | null;
  reason: string;
}
/** One or, where they are too dense to draw apart, several backup sets. */
export interface SetTick {
  x: number;
  /** The most complete type among them. */
  type: TimelineSet["type"];
  /** Whether every one of them is still in its repository without a known problem. */
  isSound: boolean;
  sets: TimelineSet[];
}
export interface MarkerShape {
  x: number;
  kind: MarkerKind;
  markers: TimelineMarker[];
}
export interface TimelineLayout {
  width: number;
  bands: Band[];
  /** Lines of history that an earlier restore left. */
  left: Band[];
  holes: HoleShape[];
  ticks: SetTick[];
  markers: MarkerShape[];
  axis: (AxisInstant & { x: number })[];
  /** Null when now is not in view. */
  nowX: number | null;
}

export interface TimelineInput {
  recoverable: Recoverability;
  /** Oldest first. */
  sets: readonly OrderedSet[];
  markers: readonly TimelineMarker[];
  view: View;
  width: number;
  zone: string;
  nowMicros: bigint;
}

const tickSpacing = 5;
const markerSpacing = 16;
const axisSpacing = 96;
const thinnestHole = 3;
const typeRank = { full: 0, diff: 1, incr: 2 } as const;
const markerRank = { failed: 0, restore: 1, alert: 2, proven: 3, check: 4 } as const;

/** Everything the timeline draws, in pixels. Pure: the same input draws the same picture. */
export function layoutTimeline(input: TimelineInput): TimelineLayout {
  const { view, width, recoverable, nowMicros } = input;
  const at = scale(view, width);
  const nowX = at.xOf(nowMicros);
  return {
    width,
    bands: bandsOf(recoverable.spans, at, width),
    left: bandsOf(recoverable.left, at, width),
    holes: holesOf(recoverable, at, width, nowMicros),
    ticks: ticksOf(input.sets, view, at, width),
    markers: markersOf(input.markers, at, width),
    axis: axisTicks(view, input.zone, Math.max(2, Math.floor(width / axisSpacing))).map((tick) => ({
      ...tick,
      x: at.xOf(tick.micros),
    })),
    nowX: nowX >= 0 && nowX <= width ? nowX : null,
  };
}

function bandsOf(spans: readonly Span[], at: Scale, width: number): Band[] {
  return spans.flatMap((span) => {
    const edges = clip(at.xOf(span.fromMicros), at.xOf(span.toMicros), width, 1);
    return edges === null ? [] : [{ ...span, ...edges }];
  });
}

function holesOf(recoverable: Recoverability, at: Scale, width: number, nowMicros: bigint): HoleShape[] {
  return recoverable.holes.flatMap((hole) => {
    const end = hole.toMicros ?? (nowMicros > hole.fromMicros ? nowMicros : hole.fromMicros);
    const edges = clip(at.xOf(hole.fromMicros), at.xOf(end), width, thinnestHole);
    return edges === null ? [] : [{ ...hole, ...edges }];
  });
}

/** What of from…to is on screen, never thinner than can be seen: a gap must not vanish by zooming out. */
function clip(
  from: number,
  to: number,
  width: number,
  thinnest: number,
): { x: number; width: number } | null {
  if (to < 0 || from > width) return null;
  const x = Math.max(0, from);
  const seen = Math.min(width, to) - x;
  if (seen >= thinnest) return { x, width: seen };
  return { x: Math.min(x, width - thinnest), width: thinnest };
}

/** Looks only at the sets in view and reckons in plain numbers: this runs for every frame of a zoom. */
function ticksOf(sets: readonly OrderedSet[], view: View, at: Scale, width: number): SetTick[] {
  const from = Number(view.fromMicros);
  const placed: Placed<TimelineSet>[] = [];
  for (let index = firstFrom(sets, from); index < sets.length; index += 1) {
    const one = sets[index];
    if (one === undefined || one.micros > Number(view.toMicros)) break;
    placed.push({ x: (one.micros - from) / at.microsPerPixel, item: one.set });
  }
  return cluster(placed, width, tickSpacing, (set) => typeRank[set.type]).map(({ x, best, items }) => ({
    x,
    type: best.type,
    isSound: items.every((set) => set.problem === null && set.rung !== null),
    sets: items,
  }));
}

/** Where the first set at or after `micros` is. */
function firstFrom(sets: readonly OrderedSet[], micros: number): number {
  let [low, high] = [0, sets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sets[middle]?.micros ?? 0) < micros) low = middle + 1;
    else high = middle;
  }
  return low;
}

function markersOf(markers: readonly TimelineMarker[], at: Scale, width: number): MarkerShape[] {
  const placed = markers
    .map((item) => ({ x: at.xOf(BigInt(item.atMicros)), item }))
    .sort((a, b) => a.x - b.x);
  return cluster(placed, width, markerSpacing, (marker) => markerRank[marker.kind]).map(
    ({ x, best, items }) => ({ x, kind: best.kind, markers: items }),
  );
}

interface Placed<T> {
  x: number;
  item: T;
}

/** Joins neighbours closer than `spacing`, from left to right; a group stands where its most important member is. */
function cluster<T>(
  placed: readonly Placed<T>[],
  width: number,
  spacing: number,
  rank: (item: T) => number,
): { x: number; best: T; items: [T, ...T[]] }[] {
  const groups: { start: number; best: Placed<T>; items: [T, ...T[]] }[] = [];
  for (const one of placed) {
    if (one.x < 0 || one.x > width) continue;
    const last = groups.at(-1);
    if (last === undefined || one.x - last.start >= spacing) {
      groups.push({ start: one.x, best: one, items: [one.item] });
      continue;
    }
    last.items.push(one.item);
    if (rank(one.item) < rank(last.best.item)) last.best = one;
  }
  return groups.map(({ best, items }) => ({ x: best.x, best: best.item, items }));
}
