import { Pill, type Tone } from "#components/ui/pill.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { severityTones, severityWords } from "./severity-words.ts";

/** How bad while it is open; what became of it afterwards, with how bad it was. */
export function AlertPill({ alert }: { alert: Pick<AlertDto, "severity" | "state" | "firedAt"> }) {
  const severity = severityWords[alert.severity];
  if (alert.state === "firing") return <Pill tone={severityTones[alert.severity]}>{severity}</Pill>;
  if (alert.state === "pending") return <Pill tone="unknown">{`May become ${severity.toLowerCase()}`}</Pill>;
  const [tone, words]: [Tone, string] =
    alert.severity === "info" ? ["idle", severity] : ["good", `${severity}, over`];
  return <Pill tone={tone}>{words}</Pill>;
}
