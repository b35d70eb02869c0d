import { Pill, type Tone } from "#components/ui/pill.tsx";
import type { OperationStatus } from "#lib/operations/schema.ts";

const looks: Record<OperationStatus, { tone: Tone; words: string }> = {
  queued: { tone: "idle", words: "Queued" },
  running: { tone: "busy", words: "Running" },
  succeeded: { tone: "good", words: "Succeeded" },
  failed: { tone: "bad", words: "Failed" },
  cancelled: { tone: "idle", words: "Cancelled" },
};

export function OperationPill({ status }: { status: OperationStatus }) {
  const { tone, words } = looks[status];
  return <Pill tone={tone}>{words}</Pill>;
}
