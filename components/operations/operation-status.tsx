import { statusLook } from "#components/operations/operation-words.ts";
import { Pill } from "#components/ui/pill.tsx";
import type { OperationStatus } from "#lib/operations/schema.ts";

export function OperationStatusPill({
  status,
  isStalled = false,
}: {
  status: OperationStatus;
  isStalled?: boolean;
}) {
  if (isStalled && status === "running") return <Pill tone="warn">Stalled</Pill>;
  const look = statusLook[status];
  return <Pill tone={look.tone}>{look.words}</Pill>;
}
