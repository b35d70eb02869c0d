import { OperationPill } from "#components/status/operation-pill.tsx";
import { Pill } from "#components/ui/pill.tsx";
import type { OperationStatus } from "#lib/operations/schema.ts";

/** A running operation without progress is not shown as if all were well. */
export function OperationStatusPill({ status, isStalled }: { status: OperationStatus; isStalled: boolean }) {
  return isStalled && status === "running" ? (
    <Pill tone="warn">Stalled</Pill>
  ) : (
    <OperationPill status={status} />
  );
}
