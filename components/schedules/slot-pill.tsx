import { Pill, type Tone } from "#components/ui/pill.tsx";
import type { SlotDto } from "#lib/schedules/schema.ts";

const looks: Record<SlotDto["state"], { tone: Tone; words: string }> = {
  expected: { tone: "idle", words: "Expected" },
  waiting: { tone: "warn", words: "Waiting" },
  running: { tone: "busy", words: "Running" },
  succeeded: { tone: "good", words: "Succeeded" },
  failed: { tone: "bad", words: "Failed" },
  cancelled: { tone: "idle", words: "Cancelled" },
  missed: { tone: "bad", words: "Missed" },
};

export function SlotPill({ state }: { state: SlotDto["state"] }) {
  const look = looks[state];
  return <Pill tone={look.tone}>{look.words}</Pill>;
}
