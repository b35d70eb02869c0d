import type { SeriesPoint } from "#lib/objectives/schema.ts";
import type { SeriesQuery } from "#lib/objectives/series-query.ts";

/**
 * At most about `most` points, in order: of each span and type the largest, and every outlier there is room for
 * (the newest first), because a point that was too small would never be the largest.
 */
export function thinOut(points: SeriesPoint[], query: SeriesQuery): SeriesPoint[] {
  if (points.length <= query.most) return points;
  const types = new Set(points.map(({ type }) => type)).size;
  const outliers = points.filter(({ isOutlier }) => isOutlier).slice(-Math.floor(query.most / 4));
  const room = Math.max(1, Math.floor((query.most - outliers.length) / types));
  const span = (query.toMicros - query.fromMicros) / BigInt(room) + 1n;
  const largest = new Map<string, SeriesPoint>();
  for (const point of points) {
    const key = `${(BigInt(point.atMicros) - query.fromMicros) / span} ${point.type}`;
    const best = largest.get(key);
    if (!best || point.value > best.value) largest.set(key, point);
  }
  const kept = new Set([...outliers, ...largest.values()]);
  return points.filter((point) => kept.has(point));
}
