import { z } from "zod";
import { lsnText, microsText } from "#lib/recovery/schema.ts";
import { backupTypes, rungs } from "./words.ts";

export { backupTypes, rungs };

export const startBackupInput = z.object({
  resourceId: z.uuid(),
  type: z.enum(backupTypes),
  /** Left out: every repository of the resource, one after the other. */
  repositoryId: z.uuid().optional(),
});
export const verifyRepositoryInput = z.object({ resourceId: z.uuid(), repositoryId: z.uuid() });

export const backupSetDto = z.object({
  id: z.uuid(),
  resourceId: z.uuid(),
  resourceName: z.string(),
  repository: z.object({ id: z.uuid(), name: z.string() }),
  label: z.string(),
  type: z.enum(backupTypes),
  priorLabel: z.string().nullable(),
  state: z.enum(["present", "missing", "expired"]),
  startedAtMicros: microsText,
  stoppedAtMicros: microsText,
  durationMs: z.number(),
  startLsn: lsnText,
  stopLsn: lsnText,
  timeline: z.number().int(),
  sizeBytes: z.number(),
  repositoryBytes: z.number(),
  /** Highest rung reached; null when not even stored. */
  rung: z.enum(rungs).nullable(),
  evidence: z.object({
    storedAt: z.iso.datetime().nullable(),
    chainAt: z.iso.datetime().nullable(),
    walAt: z.iso.datetime().nullable(),
    checksummedAt: z.iso.datetime().nullable(),
    restoredAt: z.iso.datetime().nullable(),
  }),
  problem: z.string().nullable(),
  holds: z.array(z.string()),
  /** When, why and by which operation retention removed it; null unless its state is `expired`. */
  expired: z
    .object({ at: z.iso.datetime(), reason: z.string(), operationId: z.uuid().nullable() })
    .nullable(),
  operationId: z.uuid().nullable(),
});
export const backupSetIdInput = z.object({ id: z.uuid() });
export const backupSetDetail = backupSetDto.extend({
  /** Of the repository's encryption key. */
  generation: z.number().int(),
  /** Labels of the sets without which it cannot be restored. */
  references: z.array(z.string()),
  startSegment: z.string(),
  stopSegment: z.string(),
  postgresVersion: z.string(),
  systemIdentifier: z.string(),
  hasPageErrors: z.boolean(),
});
export const listBackupSetsInput = z.object({
  resourceId: z.uuid().optional(),
  repositoryId: z.uuid().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const backupSetPage = z.object({ items: z.array(backupSetDto), nextCursor: z.string().nullable() });

export type BackupSetDto = z.infer<typeof backupSetDto>;
export type BackupSetDetail = z.infer<typeof backupSetDetail>;
export type Rung = (typeof rungs)[number];
