import { Pill, type Tone } from "#components/ui/pill.tsx";
import type { ResourceStatus } from "#lib/overview/schema.ts";

const tones: Record<ResourceStatus["state"], Tone> = {
  good: "good",
  warning: "warn",
  bad: "bad",
  unknown: "unknown",
};
const fallbacks: Record<ResourceStatus["state"], string> = {
  good: "On objective",
  warning: "Needs attention",
  bad: "In danger",
  unknown: "Not known",
};

/** The worst word first; "not known" is never green. */
export function ResourcePill({ status }: { status: Pick<ResourceStatus, "state" | "words"> }) {
  return <Pill tone={tones[status.state]}>{status.words[0] ?? fallbacks[status.state]}</Pill>;
}
