import { judgeSet } from "#lib/alerts/anomalies.ts";
import { runsCompared } from "#lib/alerts/usual-range.ts";
import type { Transaction } from "#lib/db/client.ts";
import { databaseNull, jsonColumn } from "#lib/db/rows.ts";
import { alertThresholds, policyRules } from "#lib/policies/schema.ts";

/**
 * Judges a set that was just made beside the good ones of its type before it in its repository, and keeps the
 * judgement with it: what it is compared with moves on.
 */
export async function recordAnomalies(
  tx: Transaction,
  key: { resourceId: string; repositoryId: string; generation: number; label: string },
): Promise<void> {
  const where = { resourceId_repositoryId_generation_label: key };
  const set = await tx.backupSet.findUniqueOrThrow({
    where,
    include: { resource: { select: { policy: { select: { rules: true } } } } },
  });
  const earlier = await tx.backupSet.findMany({
    where: {
      resourceId: set.resourceId,
      repositoryId: set.repositoryId,
      type: set.type,
      problem: null,
      stoppedAtMicros: { lt: set.stoppedAtMicros },
    },
    orderBy: { stoppedAtMicros: "desc" },
    take: runsCompared,
    select: { sizeBytes: true, startedAtMicros: true, stoppedAtMicros: true },
  });
  const thresholds =
    policyRules.safeParse(set.resource.policy?.rules).data?.thresholds ?? alertThresholds.parse({});
  const anomalies = judgeSet(measure(set), earlier.toReversed().map(measure), thresholds);
  await tx.backupSet.update({
    where,
    data: { anomalies: anomalies === null ? databaseNull : jsonColumn(anomalies) },
    select: { id: true },
  });
}

function measure(set: { sizeBytes: bigint; startedAtMicros: bigint; stoppedAtMicros: bigint }) {
  return {
    sizeBytes: Number(set.sizeBytes),
    durationMs: Number((set.stoppedAtMicros - set.startedAtMicros) / 1000n),
  };
}
