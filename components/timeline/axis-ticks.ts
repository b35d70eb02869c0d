import { Temporal } from "temporal-polyfill";
import type { View } from "#components/timeline/scale.ts";

export interface AxisInstant {
  micros: bigint;
  label: string;
  /** A midnight (or, among days, a first of the month): drawn stronger. */
  isMajor: boolean;
}

const second = 1_000_000n;
const minute = 60n * second;
const hour = 60n * minute;
const day = 24n * hour;
const steps = [
  ...[second / 10n, second / 5n, second / 2n, second, 2n * second, 5n * second, 10n * second, 15n * second],
  ...[30n * second, minute, 2n * minute, 5n * minute, 10n * minute, 15n * minute, 30n * minute],
  ...[hour, 2n * hour, 3n * hour, 6n * hour, 12n * hour],
  ...[day, 2n * day, 7n * day, 14n * day, 30n * day, 61n * day, 92n * day],
];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Round wall-clock instants of `zone` inside the view, at most `limit` of them. On a day with 23 or 25 hours
 * a skipped hour has no tick, and a repeated one has two that say their offset.
 */
export function axisTicks(view: View, zone: string, limit: number): AxisInstant[] {
  const span = view.toMicros - view.fromMicros;
  const step = steps.find((one) => span / one < BigInt(Math.max(1, limit))) ?? 365n * day;
  const instants = step < hour ? evenInstants(view, zone, step) : wallClockInstants(view, zone, step);
  return instants.map((micros) => ({ micros, ...labelOf(micros, zone, step) }));
}

function evenInstants(view: View, zone: string, step: bigint): bigint[] {
  const offset = offsetMicros(view.fromMicros, zone);
  const found: bigint[] = [];
  let at = ceilTo(view.fromMicros + offset, step) - offset;
  for (; at <= view.toMicros; at += step) found.push(at);
  return found;
}

function wallClockInstants(view: View, zone: string, step: bigint): bigint[] {
  const first = atZone(view.fromMicros, zone).startOfDay().toPlainDate();
  const last = atZone(view.toMicros, zone).toPlainDate();
  const dates = step < day ? everyDate(first, last, 1) : roundDates(first, last, Number(step / day));
  const hours = step < day ? Number(step / hour) : 24;
  return dates
    .flatMap((date) => hoursOf(date, hours, zone))
    .filter((micros) => view.fromMicros <= micros && micros <= view.toMicros);
}

function hoursOf(date: Temporal.PlainDate, stepHours: number, zone: string): bigint[] {
  const found: bigint[] = [];
  for (let at = 0; at < 24; at += stepHours) {
    const wall = date.toPlainDateTime({ hour: at });
    const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
    const later = wall.toZonedDateTime(zone, { disambiguation: "later" });
    const isSkipped = !earlier.toPlainDateTime().equals(wall);
    // A day that starts at 01:00 still has a beginning to mark.
    if (isSkipped && at > 0) continue;
    found.push(microsOf(isSkipped ? later : earlier));
    if (!isSkipped && !later.equals(earlier)) found.push(microsOf(later));
  }
  return found;
}

function everyDate(first: Temporal.PlainDate, last: Temporal.PlainDate, days: number): Temporal.PlainDate[] {
  const found: Temporal.PlainDate[] = [];
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days }))
    found.push(date);
  return found;
}

/** Weeks start on Monday; months on their first; pairs of days do not shift while the view moves. */
function roundDates(first: Temporal.PlainDate, last: Temporal.PlainDate, days: number): Temporal.PlainDate[] {
  if (days < 30) {
    const monday = Temporal.PlainDate.from("2024-01-01");
    const since = monday.until(first).days;
    return everyDate(first.subtract({ days: ((since % days) + days) % days }), last, days);
  }
  const stride = days < 60 ? 1 : days < 90 ? 2 : days < 360 ? 3 : 12;
  return everyDate(first, last, 1).filter((date) => date.day === 1 && (date.month - 1) % stride === 0);
}

function labelOf(micros: bigint, zone: string, step: bigint): { label: string; isMajor: boolean } {
  const at = atZone(micros, zone);
  const isDayStart = at.equals(at.startOfDay());
  const month = months[at.month - 1] ?? "";
  if (step >= 30n * day) {
    const isYear = at.month === 1 && at.day === 1;
    return { label: isYear ? `${at.year}` : month, isMajor: isYear };
  }
  if (isDayStart) return { label: `${at.day} ${month}`, isMajor: step < day || at.day === 1 };
  if (step >= day) return { label: `${at.day} ${month}`, isMajor: at.day === 1 };
  const clock = at.toPlainTime().toString({ fractionalSecondDigits: step < second ? 1 : 0 });
  const label = step < minute ? clock : clock.slice(0, 5);
  return { label: isRepeated(at) ? `${label} ${at.offset}` : label, isMajor: false };
}

function isRepeated(at: Temporal.ZonedDateTime): boolean {
  const wall = at.toPlainDateTime();
  const earlier = wall.toZonedDateTime(at.timeZoneId, { disambiguation: "earlier" });
  const later = wall.toZonedDateTime(at.timeZoneId, { disambiguation: "later" });
  return !earlier.equals(later);
}

function atZone(micros: bigint, zone: string): Temporal.ZonedDateTime {
  return new Temporal.ZonedDateTime(micros * 1000n, zone);
}

function microsOf(at: Temporal.ZonedDateTime): bigint {
  return at.epochNanoseconds / 1000n;
}

function offsetMicros(micros: bigint, zone: string): bigint {
  return BigInt(Math.round(atZone(micros, zone).offsetNanoseconds / 1000));
}

function ceilTo(value: bigint, step: bigint): bigint {
  const rest = ((value % step) + step) % step;
  return rest === 0n ? value : value + step - rest;
}
