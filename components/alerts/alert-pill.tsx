import { Pill } from "#components/ui/pill.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { severityTones, severityWords } from "./severity-words.ts";

/** How bad it is while it fires; afterwards, that it is over. */
export function AlertPill({ alert }: { alert: Pick<AlertDto, "severity" | "state"> }) {
  const severity = severityWords[alert.severity];
  if (alert.state === "firing") return <Pill tone={severityTones[alert.severity]}>{severity}</Pill>;
  if (alert.state === "pending") return <Pill tone="unknown">Pending</Pill>;
  return alert.severity === "info" ? <Pill tone="idle">{severity}</Pill> : <Pill tone="good">Over</Pill>;
}
