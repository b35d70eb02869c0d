import { Temporal } from "temporal-polyfill";
import {
  type InstantReading,
  readWallClock,
  type WallClockReading,
} from "#components/timeline/read-wall-clock.ts";

export type ParsedTarget =
  | { kind: "latest" }
  | { kind: "instant"; micros: bigint }
  | { kind: "lsn"; lsn: string }
  /** Both readings of a repeated hour, or the nearest two around a skipped one, for the person to choose from. */
  | { kind: "choose"; message: string; readings: [InstantReading, InstantReading] }
  | { kind: "invalid"; message: string };

export interface ParseContext {
  /** IANA name of the zone in which wall-clock text is read. */
  zone: string;
  nowMicros: bigint;
  /** What was chosen before: a time alone keeps its date. */
  chosenMicros: bigint | null;
}

const lsnShape = /^(?:lsn\s*)?([0-9a-f]{1,8})\/([0-9a-f]{1,8})$/i;
const agoShape = /^(?:-\s*)?((?:\d+(?:\.\d+)?\s*[a-zµ]+[\s,]*)+?)(?:\s*ago)?$/i;
const agoPart = /(\d+(?:\.\d+)?)\s*([a-zµ]+)/gi;
const clockShape = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?$/;
const zoneSuffix = /\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?|\[[\w/+-]+\]|[A-Z][a-z]+\/[\w/+-]+)$/i;
/** "+01:00[Europe/Berlin]": the offset alone decides. */
const annotationAfterOffset = /(Z|[+-]\d{2}:?\d{2})\[[\w/+-]+\]$/;
const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
/** With dots nobody writes the month first. */
const dottedDate = /^(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?$/;
const namedDate = /^(\d{1,2})\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?$/i;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const examples = "Try “14:03:10”, “2026-11-22 14:03:10.5”, “10 min ago”, an ISO time with offset, or an LSN.";

/** Reads what a person types as a recovery target. Only text without an offset depends on the zone. */
export function parseRecoveryTarget(text: string, context: ParseContext): ParsedTarget {
  const typed = text.trim().replace(/\s+/g, " ").replace(annotationAfterOffset, "$1");
  if (typed === "") return { kind: "invalid", message: `Type a time. ${examples}` };
  if (/^(latest|newest)$/i.test(typed)) return { kind: "latest" };
  if (/^now$/i.test(typed)) return { kind: "instant", micros: context.nowMicros };
  const lsn = lsnShape.exec(typed);
  if (lsn !== null) return { kind: "lsn", lsn: `${lsn[1]}/${lsn[2]}`.toUpperCase() };
  if (/^(today|yesterday)$/i.test(typed) || datePartsOf(typed) !== null) return refuseDay(typed, context);
  const span = agoShape.exec(typed);
  if (span?.[1] !== undefined && !clockShape.test(typed)) return parseAgo(span[1], context);
  return parseWallClock(typed, context);
}

/** A day alone, which may not even exist. */
function refuseDay(typed: string, context: ParseContext): ParsedTarget {
  const day = parseDate(typed, context.zone, context);
  if (typeof day === "string") return { kind: "invalid", message: day };
  return { kind: "invalid", message: `“${typed}” is a whole day. Add a time to it: “${typed} 14:00”.` };
}

function parseAgo(text: string, context: ParseContext): ParsedTarget {
  let total = 0n;
  let days = 0;
  for (const [, amount = "", unit = ""] of text.matchAll(agoPart)) {
    const kind = unitOf(unit);
    if (kind === null) return { kind: "invalid", message: `“${unit}” is not a unit of time. ${examples}` };
    if (kind.days > 0 && !/^\d+$/.test(amount)) {
      return { kind: "invalid", message: "Give whole days; hours and less may have a fraction." };
    }
    if (kind.days > 0) days += Number(amount) * kind.days;
    else total += fractionOf(amount, kind.micros);
  }
  if (days > 36_600) return { kind: "invalid", message: "That is more than a hundred years ago." };
  if (days === 0) return { kind: "instant", micros: context.nowMicros - total };
  // "2 days ago" means this time of day two days ago, also across a change of the clocks.
  const now = new Temporal.ZonedDateTime(context.nowMicros * 1000n, context.zone);
  const wall = now.toPlainDateTime().subtract({ days });
  return fromReading(readWallClock(wall, context.zone), context.zone, total);
}

/** Digits only, so that 0.1 s is exactly 100,000 µs. */
function fractionOf(amount: string, unitMicros: bigint): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole) * unitMicros + (BigInt(fraction || "0") * unitMicros) / 10n ** BigInt(fraction.length);
}

function unitOf(unit: string): { micros: bigint; days: number } | null {
  const word = unit.toLowerCase();
  if (/^(us|µs|microseconds?)$/.test(word)) return { micros: 1n, days: 0 };
  if (/^(ms|milliseconds?)$/.test(word)) return { micros: 1_000n, days: 0 };
  if (/^(s|secs?|seconds?)$/.test(word)) return { micros: 1_000_000n, days: 0 };
  if (/^(m|mins?|minutes?)$/.test(word)) return { micros: 60_000_000n, days: 0 };
  if (/^(h|hrs?|hours?)$/.test(word)) return { micros: 3_600_000_000n, days: 0 };
  if (/^(d|days?)$/.test(word)) return { micros: 0n, days: 1 };
  if (/^(w|weeks?)$/.test(word)) return { micros: 0n, days: 7 };
  return null;
}

function parseWallClock(typed: string, context: ParseContext): ParsedTarget {
  const suffix = isoDate.test(typed) ? null : zoneSuffix.exec(typed);
  const rest = suffix === null ? typed : typed.slice(0, suffix.index).trim();
  const split = splitDateAndClock(rest);
  if (split === null)
    return { kind: "invalid", message: `“${typed}” is not a time that can be read. ${examples}` };
  const zone = suffix?.[1] === undefined ? context.zone : zoneOf(suffix[1]);
  if (zone === null) return { kind: "invalid", message: `“${suffix?.[1]}” is not a known time zone.` };
  const time = parseClock(split.clock);
  if (typeof time === "string") return { kind: "invalid", message: time };
  const date = parseDate(split.date, zone, context);
  if (typeof date === "string") return { kind: "invalid", message: date };
  return fromReading(readWallClock(date.toPlainDateTime(time), zone), zone, 0n);
}

function splitDateAndClock(text: string): { date: string; clock: string } | null {
  const at = /^(?:(.+?)(?:\s*,?\s+|T))?(\d{1,2}:\d{2}\S*)$/i.exec(text);
  return at?.[2] === undefined ? null : { date: at[1] ?? "", clock: at[2] };
}

function parseClock(text: string): Temporal.PlainTime | string {
  const parts = clockShape.exec(text);
  if (parts === null) return `“${text}” is not a time of day such as 14:03:10.`;
  const [, hour, minute, second = "0", fraction = ""] = parts;
  if (fraction.length > 6) return "Give at most six digits after the second: PostgreSQL counts microseconds.";
  const micros = Number(fraction.padEnd(6, "0"));
  const fields = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  if (fields.hour > 23 || fields.minute > 59 || fields.second > 59) return `“${text}” is not a time of day.`;
  return Temporal.PlainTime.from({
    ...fields,
    millisecond: Math.floor(micros / 1000),
    microsecond: micros % 1000,
  });
}

/**
 * Without a date: the date chosen before, else today. One without a year is the latest such date. A sentence when it
 * cannot be taken.
 */
function parseDate(text: string, zone: string, context: ParseContext): Temporal.PlainDate | string {
  const today = new Temporal.ZonedDateTime(context.nowMicros * 1000n, zone).toPlainDate();
  if (text === "") {
    const chosen = context.chosenMicros ?? context.nowMicros;
    return new Temporal.ZonedDateTime(chosen * 1000n, zone).toPlainDate();
  }
  if (/^today$/i.test(text)) return today;
  if (/^yesterday$/i.test(text)) return today.subtract({ days: 1 });
  const parts = datePartsOf(text);
  if (parts === null) return `“${text}” is not a date that can be read. Write it as ${today}.`;
  const { year, month, day } = parts;
  const date = year === null ? latestSuch(today, month, day) : calendarDate(year, month, day);
  return date ?? `“${text}” is not a date in the calendar. Write it as ${today}.`;
}

function datePartsOf(text: string): { year: number | null; month: number; day: number } | null {
  const iso = isoDate.exec(text);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const yearOf = (part: string | undefined) => (part === undefined ? null : Number(part));
  const dotted = dottedDate.exec(text);
  if (dotted !== null) return { year: yearOf(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) };
  const named = namedDate.exec(text);
  const month = months.indexOf((named?.[2] ?? "").slice(0, 3).toLowerCase()) + 1;
  return named === null || month === 0 ? null : { year: yearOf(named[3]), month, day: Number(named[1]) };
}

function latestSuch(today: Temporal.PlainDate, month: number, day: number): Temporal.PlainDate | null {
  const thisYear = calendarDate(today.year, month, day);
  const isPast = thisYear !== null && Temporal.PlainDate.compare(thisYear, today) <= 0;
  return isPast ? thisYear : calendarDate(today.year - 1, month, day);
}

function calendarDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day > first.daysInMonth ? null : first.with({ day });
}

function zoneOf(text: string): string | null {
  if (/^(z|utc|gmt)$/i.test(text)) return "UTC";
  const bare = text.replace(/^\[|\]$/g, "");
  const offset = /^([+-]\d{2}):?(\d{2})?$/.exec(bare);
  const name = offset === null ? bare : `${offset[1]}:${offset[2] ?? "00"}`;
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId;
  } catch {
    return null;
  }
}

function fromReading(reading: WallClockReading, zone: string, subtractMicros: bigint): ParsedTarget {
  if (reading.kind === "instant") return { kind: "instant", micros: reading.micros - subtractMicros };
  const isRepeated = reading.kind === "repeated";
  const [first, second] = isRepeated ? reading.readings : reading.nearest;
  return {
    kind: "choose",
    message: isRepeated
      ? `The clocks went back: in ${zone} this time came twice. Which one?`
      : `The clocks went forward: in ${zone} this time did not exist. The nearest are:`,
    readings: [
      { ...first, micros: first.micros - subtractMicros },
      { ...second, micros: second.micros - subtractMicros },
    ],
  };
}
