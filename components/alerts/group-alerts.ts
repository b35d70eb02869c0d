import type { AlertDto } from "#lib/alerts/schema.ts";

export interface AlertGroups<T> {
  /** Firing, nobody has said that they are on it, and people are told. */
  waiting: T[];
  acknowledged: T[];
  /** Firing, but nobody is told: silenced, or explained by another alert. */
  muted: T[];
  /** The condition holds, not yet for long enough to tell anybody. */
  pending: T[];
}

/** Each open alert in exactly one group; somebody who is on it counts for more than a silence. */
export function groupAlerts<T extends Pick<AlertDto, "state" | "acknowledged" | "muted">>(
  alerts: readonly T[],
): AlertGroups<T> {
  const groups: AlertGroups<T> = { waiting: [], acknowledged: [], muted: [], pending: [] };
  for (const alert of alerts) groups[groupOf(alert)].push(alert);
  return groups;
}

function groupOf(alert: Pick<AlertDto, "state" | "acknowledged" | "muted">): keyof AlertGroups<unknown> {
  if (alert.state === "pending") return "pending";
  if (alert.acknowledged) return "acknowledged";
  return alert.muted === null ? "waiting" : "muted";
}
