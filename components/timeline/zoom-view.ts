import type { View } from "#components/timeline/scale.ts";

export const shortestViewMicros = 2_000_000n;
export const longestViewMicros = 400n * 86_400_000_000n;

/**
 * Shows `factor` times as much time (below 1 zooms in), keeping `aroundMicros` where it is on screen.
 * `limits` is what there is to see; the view never leaves it, except to stay at least two seconds long.
 */
export function zoomView(view: View, factor: number, aroundMicros: bigint, limits: View): View {
  const span = view.toMicros - view.fromMicros;
  const longest = larger(smaller(limits.toMicros - limits.fromMicros, longestViewMicros), shortestViewMicros);
  const wanted = BigInt(Math.round(Number(span) * factor));
  const next = larger(shortestViewMicros, smaller(longest, wanted));
  const left = larger(0n, smaller(aroundMicros - view.fromMicros, span));
  const fromMicros = aroundMicros - (left * next) / span;
  return keepInside({ fromMicros, toMicros: fromMicros + next }, limits);
}

/** Moves a view back inside the limits without changing its length. */
export function keepInside(view: View, limits: View): View {
  const span = view.toMicros - view.fromMicros;
  const latest = larger(limits.fromMicros, limits.toMicros - span);
  const fromMicros = larger(limits.fromMicros, smaller(view.fromMicros, latest));
  return { fromMicros, toMicros: fromMicros + span };
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
