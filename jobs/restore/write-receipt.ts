import type { z } from "zod";
import type { OperationRun, Outcome } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import type { Recovered } from "#jobs/restore/recover.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import type { instanceDto, RestoreReceipt } from "#lib/restores/schema.ts";

/**
 * What happened, made only after validation, with the measured RTO: from the request to an open, validated
 * cluster, approval wait included.
 */
export async function makeReceipt(
  run: OperationRun,
  site: RestoreSite,
  recovered: Recovered,
  checks: RestoreReceipt["checks"],
): Promise<RestoreReceipt> {
  const finishedAt = run.worker.now();
  return {
    reachedLsn: recovered.reached.lsn ?? recovered.promoted.lsn,
    // The server does not count the commit an LSN target stops at; the plan knows it from the WAL.
    lastCommitMicros: site.plan.target.lastCommitMicros ?? recovered.reached.commitMicros,
    newTimeline: recovered.promoted.timeline,
    systemIdentifier: recovered.validated.systemIdentifier,
    tables: recovered.validated.tables,
    checks: [...recovered.validated.checks, ...checks],
    rto: await measureRto(run, site, finishedAt),
    finishedAtMicros: finishedAt.toString(),
  };
}

/** The outcome of a restore that ended as it should; only such a one is a measured RTO. */
export function restoreOutcome(
  run: OperationRun,
  site: RestoreSite,
  receipt: RestoreReceipt,
  instance?: z.infer<typeof instanceDto>,
): Outcome {
  const { rto, finishedAtMicros } = receipt;
  return {
    result: { receipt },
    details: { rtoMs: rto.totalMs, reachedLsn: receipt.reachedLsn },
    commit: async (tx) => {
      await recordReceipt(tx, run, site, receipt, instance);
      await tx.measurement.create({
        data: {
          resourceId: site.plan.resource.id,
          kind: "rto",
          atMicros: BigInt(finishedAtMicros),
          valueMs: BigInt(rto.totalMs),
          details: jsonColumn({
            ...rto,
            destination: site.plan.destination.kind,
            dataBytes: await restoredBytes(tx, site),
          }),
          operationId: run.operation.id,
        },
      });
    },
  };
}

/** What the time has to be seen against: the cluster's size when the set was taken. */
async function restoredBytes(tx: Transaction, { plan }: RestoreSite): Promise<number | null> {
  const set = await tx.backupSet.findFirst({
    where: {
      resourceId: plan.resource.id,
      repositoryId: plan.repository.id,
      label: plan.backupSet.label,
    },
    select: { sizeBytes: true },
  });
  return set ? Number(set.sizeBytes) : null;
}

/** The receipt, and the set's rung "restored": a running, checked server came of it. */
export async function recordReceipt(
  db: Database | Transaction,
  run: OperationRun,
  site: RestoreSite,
  receipt: RestoreReceipt,
  instance?: z.infer<typeof instanceDto>,
): Promise<void> {
  await db.restore.updateMany({
    where: { changeRequestId: run.operation.changeRequestId ?? "" },
    data: { receipt: jsonColumn(receipt), ...(instance && { instance: jsonColumn(instance) }) },
  });
  await db.backupSet.updateMany({
    where: {
      resourceId: site.plan.resource.id,
      repositoryId: site.plan.repository.id,
      label: site.plan.backupSet.label,
    },
    data: { restoredAt: new Date(Number(BigInt(receipt.finishedAtMicros) / 1000n)) },
  });
}

async function measureRto(
  run: OperationRun,
  site: RestoreSite,
  finishedAt: bigint,
): Promise<RestoreReceipt["rto"]> {
  const times = await run.stepTimes();
  const took = (...names: string[]) =>
    names.reduce((sum, name) => {
      const step = times.get(name);
      return sum + (step ? step.finishedAt.getTime() - step.startedAt.getTime() : 0);
    }, 0);
  const startedMs = (run.operation.startedAt ?? new Date()).getTime();
  return {
    totalMs: Number((finishedAt - site.requestedAtMicros) / 1000n),
    approvalMs: Number((site.approvedAtMicros - site.requestedAtMicros) / 1000n),
    queueMs: Math.max(0, startedMs - Number(site.approvedAtMicros / 1000n)),
    safetyMs: took(
      "stop hook",
      "shut clients out",
      "safety backup",
      "mark the way back",
      "set the old data aside",
    ),
    restoreMs: took("stop the cluster", "copy files"),
    replayMs: took("replay to the target", "promote"),
    validationMs: took("validate", "open to clients", "start hook", "health hook"),
  };
}
