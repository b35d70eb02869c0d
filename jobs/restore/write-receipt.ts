import type { OperationRun, Outcome } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import type { Recovered } from "#jobs/restore/recover.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import type { RestoreReceipt } from "#lib/restores/schema.ts";

/**
 * What happened, written only after validation, with the measured RTO: from the request to an open, validated
 * cluster, approval wait included.
 */
export async function writeReceipt(
  run: OperationRun,
  site: RestoreSite,
  recovered: Recovered,
  extra: { checks?: RestoreReceipt["checks"]; instance?: object },
): Promise<Outcome> {
  const finishedAt = run.worker.now();
  const { operation } = run;
  const rto = await measureRto(run, site, finishedAt);
  const receipt: RestoreReceipt = {
    reachedLsn: recovered.reached.lsn ?? recovered.promoted.lsn,
    // The server does not count the commit an LSN target stops at; the plan knows it from the WAL.
    lastCommitMicros: site.plan.target.lastCommitMicros ?? recovered.reached.commitMicros,
    newTimeline: recovered.promoted.timeline,
    systemIdentifier: recovered.validated.systemIdentifier,
    tables: recovered.validated.tables,
    checks: [...recovered.validated.checks, ...(extra.checks ?? [])],
    rto,
    finishedAtMicros: finishedAt.toString(),
  };
  return {
    result: { receipt },
    details: { rtoMs: rto.totalMs, reachedLsn: receipt.reachedLsn },
    commit: async (tx) => {
      await tx.restore.updateMany({
        where: { changeRequestId: operation.changeRequestId ?? "" },
        data: {
          receipt: jsonColumn(receipt),
          ...(extra.instance && { instance: jsonColumn(extra.instance) }),
        },
      });
      await tx.backupSet.updateMany({
        where: {
          resourceId: site.plan.resource.id,
          repositoryId: site.plan.repository.id,
          label: site.plan.backupSet.label,
        },
        data: { restoredAt: new Date(Number(finishedAt / 1000n)) },
      });
      await tx.measurement.create({
        data: {
          resourceId: site.plan.resource.id,
          kind: "rto",
          atMicros: finishedAt,
          valueMs: BigInt(rto.totalMs),
          details: jsonColumn({ ...rto, destination: site.plan.destination.kind }),
          operationId: operation.id,
        },
      });
    },
  };
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
