import type { AlertDto, Severity } from "#lib/alerts/schema.ts";
import { severities } from "#lib/alerts/words.ts";

type Urgent = Pick<AlertDto, "severity" | "startedAt">;

/** Critical first, then what is wrong for longest. */
export function byUrgency<T extends Urgent>(alerts: readonly T[]): T[] {
  const rank = (severity: Severity) => severities.indexOf(severity);
  return [...alerts].sort(
    (a, b) => rank(a.severity) - rank(b.severity) || a.startedAt.localeCompare(b.startedAt),
  );
}
