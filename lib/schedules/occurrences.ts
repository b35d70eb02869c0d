import { Cron } from "croner";

/** A cron of five fields, read on the clocks of an IANA zone. */
export interface CronRule {
  cron: string;
  zone: string;
}

/** Fields of numbers, names, lists, ranges and steps; the extensions of single programs are left out. */
const FIELD = /^(\*|[A-Z]{3}|\d+)([-,/](\*|[A-Z]{3}|\d+))*$/i;
const ANY_INSTANT = new Date("2024-01-01T00:00:00Z");

/** Why a cron cannot be used; null when it can. */
export function cronProblem(rule: CronRule): string | null {
  const odd = rule.cron.split(" ").find((field) => !FIELD.test(field));
  if (odd !== undefined) return `"${odd}" is not a list of numbers, ranges or steps.`;
  try {
    return open(rule).nextRun(ANY_INSTANT) === null ? "It would never run." : null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message.replace(/^Cron\w*: /, "");
  }
}

/**
 * The first `count` instants after `afterMicros`. Where the zone's clocks go forward, what was to run in the skipped
 * time runs once, when it ends; where they go back, a given time of day runs the first time only, while schedules
 * that run in every hour, or every few, go on in both.
 */
export function nextOccurrences(rule: CronRule, afterMicros: bigint, count: number): bigint[] {
  return open(rule).nextRuns(count, toDate(afterMicros)).map(toMicros);
}

/** Those after `afterMicros` up to and including `untilMicros`; of more than `limit` the latest. Ascending. */
export function occurrencesBetween(
  rule: CronRule,
  afterMicros: bigint,
  untilMicros: bigint,
  limit: number,
): bigint[] {
  // Looking back leaves out the instant it starts from.
  const beyond = new Date(toDate(untilMicros).getTime() + 1);
  const found: bigint[] = [];
  const cron = open(rule);
  let at = cron.previousRuns(1, beyond)[0];
  while (at !== undefined && found.length < limit) {
    const micros = toMicros(at);
    if (micros <= afterMicros) break;
    found.push(micros);
    at = cron.previousRuns(1, at)[0];
  }
  return found.reverse();
}

function open({ cron, zone }: CronRule): Cron {
  return new Cron(cron, { timezone: zone, mode: "5-part" });
}

function toDate(micros: bigint): Date {
  const ms = micros / 1000n;
  return new Date(Number(micros < 0n && ms * 1000n !== micros ? ms - 1n : ms));
}

function toMicros(date: Date): bigint {
  return BigInt(date.getTime()) * 1000n;
}
