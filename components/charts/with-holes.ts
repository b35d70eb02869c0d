import type { Series } from "#lib/objectives/schema.ts";

/** The points of a line with a break wherever nothing was measured: Recharts draws none over a null. */
export function withHoles({ points, holes }: Series): { atMs: number; value: number | null }[] {
  const breaks = holes.map(({ fromMicros }) => ({ micros: BigInt(fromMicros) + 1n, value: null }));
  return [...points.map(({ atMicros, value }) => ({ micros: BigInt(atMicros), value })), ...breaks]
    .sort((a, b) => (a.micros < b.micros ? -1 : 1))
    .map(({ micros, value }) => ({ atMs: Number(micros) / 1000, value }));
}
