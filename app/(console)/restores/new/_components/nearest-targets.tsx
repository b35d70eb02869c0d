"use client";

import { useSchema } from "#components/data/use-schema.ts";
import { useZone } from "#components/data/use-zone.ts";
import { Button } from "#components/ui/button.tsx";
import { formatInstant } from "#lib/format/instant.ts";
import type { OperationDto } from "#lib/operations/schema.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

interface NearestTargetsProps {
  /** A preview that was refused. */
  operation: OperationDto;
  kind: RecoveryTarget["kind"] | undefined;
  onTake: (target: RecoveryTarget) => void;
}

/** What can be restored on either side of a target that cannot, in the words in which it was asked for. */
export function NearestTargets({ operation, kind, onTake }: NearestTargetsProps) {
  const { zone } = useZone();
  const { nearest } = useSchema(({ refusedTarget }) => refusedTarget)?.safeParse(operation.result).data ?? {};
  if (!nearest) return null;
  const sides =
    kind === "lsn"
      ? [lsnTarget(nearest.beforeLsn), lsnTarget(nearest.afterLsn)]
      : [timeTarget(nearest.beforeMicros), timeTarget(nearest.afterMicros)];
  return sides
    .filter((target) => target !== null)
    .map((target) => (
      <Button
        key={target.kind === "lsn" ? target.lsn : target.micros}
        size="small"
        className="num"
        onClick={() => onTake(target)}
      >
        Take {target.kind === "lsn" ? target.lsn : formatInstant(BigInt(target.micros), zone, "micros")}
      </Button>
    ));
}

function lsnTarget(lsn: string | null) {
  return lsn === null ? null : { kind: "lsn" as const, lsn };
}

function timeTarget(micros: string | null) {
  return micros === null ? null : { kind: "time" as const, micros };
}
