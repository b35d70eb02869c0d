import type { Database, Transaction } from "#lib/db/client.ts";
import type { BackupSet, Prisma } from "#lib/db/generated/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { policyRules, type RetentionRules } from "#lib/policies/schema.ts";
import { type RecoveryWindow, recoveryWindow } from "#lib/recovery/schema.ts";
import { isWalWhole, reachesNewest } from "#lib/recovery/wal-contiguous.ts";
import { loadHoldEnds } from "#lib/retention/load-hold-ends.ts";
import type { RetainedSet } from "#lib/retention/retained-set.ts";
import type { RetentionHold } from "#lib/retention/rules.ts";

/** One resource in one repository, as the catalogue knows it. */
export interface Retained {
  resource: { id: string; name: string };
  repository: { id: string; name: string; generation: number };
  policy: { id: string; name: string; version: number; retention: RetentionRules } | null;
  sets: RetainedSet[];
  holds: RetentionHold[];
}

const resourceRows = {
  policy: true,
  repositories: { include: { repository: true }, orderBy: { position: "asc" } },
} satisfies Prisma.ResourceInclude;

/** Every repository of the resources that match, with what is kept there. Expired and missing sets are no part of it. */
export async function loadRetained(
  db: Database | Transaction,
  now: bigint,
  where: Prisma.ResourceWhereInput,
): Promise<Retained[]> {
  const resources = await db.resource.findMany({ where, include: resourceRows, orderBy: { name: "asc" } });
  const ids = resources.map(({ id }) => id);
  const sets = await db.backupSet.findMany({
    where: { resourceId: { in: ids }, state: "present" },
    orderBy: { stoppedAtMicros: "asc" },
  });
  const holds = await db.hold.findMany({
    where: {
      resourceId: { in: ids },
      releasedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: toDate(now) } }],
    },
  });
  const ends = await loadHoldEnds(db, now, holds);
  const windows = await db.recoveryWindow.findMany({ where: { resourceId: { in: ids } } });
  return resources.flatMap((resource) =>
    resource.repositories.map(({ repository }): Retained => {
      const isHere = (row: { resourceId: string; repositoryId: string }) =>
        row.resourceId === resource.id && row.repositoryId === repository.id;
      const window = recoveryWindow.safeParse(windows.find(isHere)?.window).data ?? null;
      const { policy } = resource;
      return {
        resource: { id: resource.id, name: resource.name },
        repository: { id: repository.id, name: repository.name, generation: repository.generation },
        policy: policy && {
          id: policy.id,
          name: policy.name,
          version: policy.version,
          retention: policyRules.parse(policy.rules).retention,
        },
        sets: sets
          .filter((set) => isHere(set) && set.generation === repository.generation)
          .map((set) => toRetainedSet(set, window)),
        holds: holds.filter(isHere).map((hold) => ({
          label: hold.label,
          reason: hold.reason,
          expiresAtMicros: ends.get(hold.id) ?? null,
        })),
      };
    }),
  );
}

function toRetainedSet(row: BackupSet, window: RecoveryWindow | null): RetainedSet {
  const problem = problemOf(row, window);
  return {
    label: row.label,
    type: row.type === "full" || row.type === "diff" ? row.type : "incr",
    references: row.priorLabel === null ? row.references : [...new Set([...row.references, row.priorLabel])],
    stoppedAtMicros: row.stoppedAtMicros,
    startSegment: row.startSegment,
    systemIdentifier: row.systemIdentifier,
    repositoryBytes: Number(row.repositoryBytes),
    problem,
    reachesNewest: problem === null && window !== null && reachesNewest(row, window),
    keptBecause: null,
  };
}

function problemOf(row: BackupSet, window: RecoveryWindow | null): string | null {
  if (row.problem !== null) return row.problem;
  if (row.chainAt === null) return "Not every file of it and of the sets it builds on was seen.";
  if (window === null || !isWalWhole(row, window)) return "The WAL it needs is not whole.";
  return null;
}
