import { z } from "zod";
import { highestRung } from "#lib/backups/rules.ts";
import { type BackupSetDto, backupTypes } from "#lib/backups/schema.ts";
import type { Prisma } from "#lib/db/generated/client.ts";

const backupType = z.enum(backupTypes);

export const backupSetRows = {
  resource: { select: { name: true } },
  repository: { select: { id: true, name: true } },
} satisfies Prisma.BackupSetInclude;

type BackupSetRow = Prisma.BackupSetGetPayload<{ include: typeof backupSetRows }>;

export function toBackupSetDto(row: BackupSetRow, holds: string[]): BackupSetDto {
  const evidence = {
    storedAt: row.storedAt?.toISOString() ?? null,
    chainAt: row.chainAt?.toISOString() ?? null,
    walAt: row.walAt?.toISOString() ?? null,
    checksummedAt: row.checksummedAt?.toISOString() ?? null,
    restoredAt: row.restoredAt?.toISOString() ?? null,
  };
  return {
    id: row.id,
    resourceId: row.resourceId,
    resourceName: row.resource.name,
    repository: row.repository,
    label: row.label,
    type: backupType.parse(row.type),
    priorLabel: row.priorLabel,
    state: row.state,
    startedAtMicros: row.startedAtMicros.toString(),
    stoppedAtMicros: row.stoppedAtMicros.toString(),
    durationMs: Number((row.stoppedAtMicros - row.startedAtMicros) / 1000n),
    startLsn: row.startLsn,
    stopLsn: row.stopLsn,
    timeline: row.timeline,
    sizeBytes: Number(row.sizeBytes),
    repositoryBytes: Number(row.repositoryBytes),
    rung: row.state === "present" ? highestRung(evidence) : null,
    evidence,
    problem: row.problem,
    holds,
    expired:
      row.state === "expired" && row.expiredAt !== null
        ? {
            at: row.expiredAt.toISOString(),
            reason: row.expiredFor ?? "the policy",
            operationId: row.expiredBy,
          }
        : null,
    operationId: row.operationId,
  };
}
