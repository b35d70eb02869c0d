/**
 * Instants are epoch microseconds (BigInt, or its decimal text as JSON carries it). These functions only turn
 * one into words for a person; they never decide anything.
 */
export type Micros = bigint | string;
/** As JSON carries it. */
export const microsShape = /^-?\d{1,18}$/;
export type Precision = "minute" | "second" | "micros";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function nowMicros(): bigint {
  return BigInt(Date.now()) * 1000n;
}

/** ISO 8601 with a zone to epoch microseconds; digits after the sixth are dropped. */
export function isoToMicros(iso: string): bigint {
  const fraction = /\.(\d+)/.exec(iso)?.[1] ?? "";
  const whole = Date.parse(iso.replace(/\.\d+/, ""));
  if (Number.isNaN(whole)) throw new RangeError("Not an ISO 8601 instant.");
  return BigInt(whole) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
}

/** "2026-11-22T13:03:10.000000Z": how an instant is written in exports and URLs. */
export function microsToIso(micros: Micros): string {
  const { wholeMs, fraction } = split(BigInt(micros));
  return `${new Date(wholeMs).toISOString().slice(0, 19)}.${fraction}Z`;
}

/** "2026-11-22 14:03:10 +01:00" as the zone's clocks showed it. */
export function formatInstant(micros: Micros, zone: string, precision: Precision = "second"): string {
  const { wholeMs, fraction } = split(BigInt(micros));
  const at = wallClock(wholeMs, zone);
  const time =
    precision === "minute" ? at.minute : precision === "second" ? at.second : `${at.second}.${fraction}`;
  return `${at.date} ${time} ${at.offset}`;
}

/** Everything about an instant, for whoever hovers or focuses it: zone by name, then UTC. */
export function describeInstant(micros: Micros, zone: string, precision: Precision = "second"): string {
  const utc = microsToIso(micros);
  const shown = precision === "micros" ? utc : `${utc.slice(0, 19)}Z`;
  if (zone === "UTC") return `${formatInstant(micros, zone, precision).slice(0, -7)} UTC`;
  return `${formatInstant(micros, zone, precision)} ${zone} · ${shown}`;
}

/** As short as it stays clear beside `now`: "14:26:02" today, "24 Aug 02:00" this year, else "24 Aug 2025". */
export function formatMoment(
  micros: Micros,
  zone: string,
  now: Micros = nowMicros(),
  precision: Precision = "second",
): string {
  const at = wallClock(split(BigInt(micros)).wholeMs, zone);
  const today = wallClock(split(BigInt(now)).wholeMs, zone);
  if (at.date === today.date) return precision === "minute" ? at.minute : at.second;
  const day = formatDay(micros, zone, now);
  return at.date.slice(0, 4) === today.date.slice(0, 4) ? `${day} ${at.minute}` : day;
}

/** "24 Aug" this year, else "24 Aug 2025". */
export function formatDay(micros: Micros, zone: string, now: Micros = nowMicros()): string {
  const [year, month, day] = wallClock(split(BigInt(micros)).wholeMs, zone).date.split("-");
  const name = `${Number(day)} ${months[Number(month) - 1]}`;
  const isThisYear = year === wallClock(split(BigInt(now)).wholeMs, zone).date.slice(0, 4);
  return isThisYear ? name : `${name} ${year}`;
}

/** "UTC+01:00" at that instant. */
export function zoneOffset(micros: Micros, zone: string): string {
  const { offset } = wallClock(split(BigInt(micros)).wholeMs, zone);
  return offset === "+00:00" ? "UTC" : `UTC${offset}`;
}

/** Milliseconds of the whole second (floored, also before 1970) and six digits of the rest. */
function split(micros: bigint): { wholeMs: number; fraction: string } {
  const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return { wholeMs: Number((micros - rest) / 1000n), fraction: String(rest).padStart(6, "0") };
}

/** By zone: to make one takes longer than to use it a hundred times. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  clocks.set(zone, clock);
  return clock;
}

function wallClock(wholeMs: number, zone: string) {
  const parts = clockOf(zone).formatToParts(new Date(wholeMs));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  const minute = `${part("hour")}:${part("minute")}`;
  return {
    date: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    minute,
    second: `${minute}:${part("second")}`,
    offset: part("timeZoneName").replace("GMT", "") || "+00:00",
  };
}
