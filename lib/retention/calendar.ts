/** Days, weeks (from Monday), months and years of UTC, counted; and when each begins. */
export const calendarUnits = ["daily", "weekly", "monthly", "yearly"] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

export const DAY_MICROS = 86_400_000_000n;
/** 1970-01-01 was a Thursday. */
const THURSDAY = 3;

export function calendarIndex(unit: CalendarUnit, micros: bigint): number {
  const days = Number((micros - (((micros % DAY_MICROS) + DAY_MICROS) % DAY_MICROS)) / DAY_MICROS);
  if (unit === "daily") return days;
  if (unit === "weekly") return Math.floor((days + THURSDAY) / 7);
  const date = new Date(days * 86_400_000);
  return unit === "yearly" ? date.getUTCFullYear() : date.getUTCFullYear() * 12 + date.getUTCMonth();
}

export function calendarStart(unit: CalendarUnit, index: number): bigint {
  if (unit === "daily") return BigInt(index) * DAY_MICROS;
  if (unit === "weekly") return BigInt(index * 7 - THURSDAY) * DAY_MICROS;
  const [year, month] = unit === "yearly" ? [index, 0] : [Math.floor(index / 12), index % 12];
  return BigInt(Date.UTC(year, month)) * 1000n;
}
