import type { MeasurementDto } from "#lib/objectives/schema.ts";

const hourMicros = 3_600_000_000n;

export interface HourWorst {
  fromMicros: string;
  worstMs: number;
}

/** Newest hour first; hours without a measurement are absent, never zero. */
export function hourlyWorst(items: readonly MeasurementDto[]): HourWorst[] {
  const hours = new Map<bigint, number>();
  for (const { atMicros, valueMs } of items) {
    const hour = BigInt(atMicros) / hourMicros;
    hours.set(hour, Math.max(valueMs, hours.get(hour) ?? 0));
  }
  return [...hours]
    .sort(([a], [b]) => (a > b ? -1 : 1))
    .map(([hour, worstMs]) => ({ fromMicros: `${hour * hourMicros}`, worstMs }));
}
