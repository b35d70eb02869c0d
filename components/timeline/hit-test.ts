import type { HoleShape, MarkerShape, SetTick, TimelineLayout } from "#components/timeline/layout.ts";

export type Hit =
  | { kind: "marker"; shape: MarkerShape }
  | { kind: "set"; shape: SetTick }
  | { kind: "hole"; shape: HoleShape }
  | null;

const reach = 6;

/** What is drawn at `x`: the nearest marker or set within reach, else the hole there. */
export function hitTest(layout: TimelineLayout, x: number): Hit {
  const marker = nearest(layout.markers, x);
  const tick = nearest(layout.ticks, x);
  if (marker !== null && (tick === null || Math.abs(marker.x - x) <= Math.abs(tick.x - x)))
    return { kind: "marker", shape: marker };
  if (tick !== null) return { kind: "set", shape: tick };
  const hole = layout.holes.find((one) => one.x <= x && x <= one.x + one.width);
  return hole === undefined ? null : { kind: "hole", shape: hole };
}

function nearest<T extends { x: number }>(shapes: readonly T[], x: number): T | null {
  const close = shapes.filter((shape) => Math.abs(shape.x - x) <= reach);
  return close.reduce<T | null>(
    (best, one) => (best === null || Math.abs(one.x - x) < Math.abs(best.x - x) ? one : best),
    null,
  );
}
