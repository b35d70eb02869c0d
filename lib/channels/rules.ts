import { type Severity, severities } from "#lib/alerts/schema.ts";
import type { DeliveryMessage } from "#lib/channels/schema.ts";

/** After attempt n failed, the next waits this many seconds, give or take a fifth; after the last: dead. */
export const RETRY_SECONDS = [5, 15, 60, 300, 900, 1800, ...Array<number>(22).fill(3600)] as const;
/** Attempts at what will hardly get better by waiting: an address that is refused or unknown. */
const SHORT_PATIENCE = 5;
const LONGEST_WAIT_SECONDS = 3600;

/** How much sense it makes to try again: as long as it takes, a few times, or not at all. */
export type Patience = "long" | "short" | "none";

/** Seconds until the next attempt, null when there is none. `random` is in [0, 1). */
export function retryAfterSeconds(
  attempts: number,
  failure: { patience: Patience; retryAfterSeconds: number | null },
  random: number,
): number | null {
  const wait = RETRY_SECONDS[attempts - 1];
  if (failure.patience === "none" || wait === undefined) return null;
  if (failure.patience === "short" && attempts >= SHORT_PATIENCE) return null;
  const asked = Math.min(failure.retryAfterSeconds ?? 0, LONGEST_WAIT_SECONDS);
  return Math.max(asked, wait * (0.8 + 0.4 * random));
}

/** Whether a channel with this threshold is told. A rehearsal goes everywhere: that is what it is for. */
export function isTold(
  minimumSeverity: Severity,
  message: Pick<DeliveryMessage, "rule" | "severity">,
): boolean {
  if (message.rule === "alert-drill") return true;
  return severities.indexOf(message.severity) <= severities.indexOf(minimumSeverity);
}

/** Absolute address of a page of the console; null when the origin is not configured here. */
export function pageUrl(origin: string, path: string): string | null {
  return origin === "" ? null : new URL(path, origin).href;
}

export const DRILL_EVERY_DAYS = 30;
/** A drill that is not through by then has failed. */
export const DRILL_MINUTES = 10;
const DAY_MS = 86_400_000;

/**
 * When a rehearsal runs by itself: 30 days after the last one; without any, a day after the oldest enabled channel
 * was added (until then it is still being set up). Null without an enabled channel.
 */
export function nextDrillAt(lastDrillAt: Date | null, oldestChannelAt: Date | null): Date | null {
  if (!oldestChannelAt) return null;
  if (lastDrillAt) return new Date(lastDrillAt.getTime() + DRILL_EVERY_DAYS * DAY_MS);
  return new Date(oldestChannelAt.getTime() + DAY_MS);
}
