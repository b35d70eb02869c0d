import type { MeasurementDto } from "#lib/objectives/schema.ts";

export interface ChartPoint {
  atMs: number;
  /** Null draws a hole: nothing was measured there. */
  valueMs: number | null;
}

/**
 * At most about `most` points, each the worst of its stretch, so that thinning never hides a peak. A pause longer
 * than `silenceMs` becomes a hole in the line.
 */
export function chartPoints(items: readonly MeasurementDto[], most: number, silenceMs: number): ChartPoint[] {
  const all = items
    .map((item) => ({ atMs: Number(BigInt(item.atMicros) / 1000n), valueMs: item.valueMs }))
    .sort((a, b) => a.atMs - b.atMs);
  const stride = Math.max(1, Math.ceil(all.length / most));
  const points: ChartPoint[] = [];
  let previousMs: number | null = null;
  for (let start = 0; start < all.length; start += stride) {
    const stretch = all.slice(start, start + stride);
    const worst = stretch.reduce((best, one) => (one.valueMs > best.valueMs ? one : best));
    const first = stretch[0];
    const last = stretch.at(-1);
    if (first === undefined || last === undefined) continue;
    if (previousMs !== null && first.atMs - previousMs > silenceMs) {
      points.push({ atMs: previousMs + 1, valueMs: null });
    }
    points.push(worst);
    previousMs = last.atMs;
  }
  return points;
}
