import { z } from "zod";
import type { OpenResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { readRepository } from "#jobs/read-repository.ts";
import { recordRepository } from "#jobs/record-repository.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { isOpenToClients, shutClientsOut } from "#jobs/restore/fence.ts";
import { waitForSegment } from "#jobs/restore/read-targets.ts";
import { recordWayBack } from "#jobs/restore/record-way-back.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { createRestorePoint } from "#lib/postgres/create-restore-point.ts";
import { switchWal } from "#lib/postgres/switch-wal.ts";
import type { WayBackTaken } from "#lib/restores/schema.ts";
import { DAY_MICROS } from "#lib/retention/calendar.ts";

/** After a week of work nobody goes back to before it; until then nothing of it expires. */
const WAY_BACK_HOLD_MICROS = 7n * DAY_MICROS;

/**
 * The verified way back of a cluster that runs: a backup of this very moment, read back from the repository, and a
 * named restore point whose WAL segment was seen there. Both are held against expiry.
 */
export async function takeSafetyBackup(run: OperationRun, site: RestoreSite): Promise<WayBackTaken> {
  const { worker, operation } = run;
  const repositoryId = site.plan.repository.id;
  const { label } = await run.step("safety backup", z.object({ label: z.string() }), async () => {
    const fenced = await fencedResource(run, site);
    const made = await worker.engine.backup(fenced.engineRun, {
      repositoryId,
      type: "incr",
      annotations: { operation: operation.id, purpose: "safety" },
    });
    const state = await readRepository(worker, fenced, repositoryId, made.label);
    const evidence = state.stored.get(made.label);
    if (!evidence || evidence.missing.length > 0) {
      throw new AppError("ENGINE", `The safety backup ${made.label} could not be read back whole.`, {
        hint: "Nothing was overwritten. Test the repository, then ask again.",
        reason: "safety-backup",
      });
    }
    await worker.db.$transaction(async (tx) => {
      await recordRepository(worker, tx, fenced, state, { label: made.label, operationId: operation.id });
      // An attempt that died before it could write this step down made a set of its own.
      await tx.hold.updateMany({
        where: { ...wayBackHold(site), releasedAt: null },
        data: { releasedAt: new Date(), releasedFor: "a later attempt made another way back" },
      });
      await tx.hold.create({
        data: {
          ...wayBackHold(site),
          repositoryId,
          label: made.label,
          createdAt: toDate(worker.now()),
          expiresAt: toDate(worker.now() + WAY_BACK_HOLD_MICROS),
        },
      });
    });
    return made;
  });
  const restorePoint = `holdfast_before_R${site.number}`;
  const mark = z.object({ lsn: z.string(), timeline: z.number() });
  const point = await run.step("mark the way back", mark, async () => {
    const fenced = await fencedResource(run, site);
    const { signal } = run;
    const created = await createRestorePoint(fenced.cluster, { signal, name: restorePoint });
    const { segment } = await switchWal(fenced.cluster, { signal });
    await waitForSegment(run, fenced, repositoryId, segment);
    run.log("info", `Restore point ${restorePoint} is in the repository, in segment ${segment}.`);
    await recordWayBack(run, { kind: "backup", label, repositoryId, restorePoint, ...created });
    return created;
  });
  return { kind: "backup", label, repositoryId, restorePoint, lsn: point.lsn, timeline: point.timeline };
}

/** The same resource, reached through the fence. */
async function fencedResource(run: OperationRun, site: RestoreSite): Promise<OpenResource> {
  const { cluster } = await shutClientsOut(run, site);
  return { ...site.resource, cluster, engineRun: { ...site.resource.engineRun, cluster } };
}

/** What clients write after the restore point was made would be in no way back. */
export async function requireStillShut(run: OperationRun, site: RestoreSite): Promise<void> {
  if (!(await isOpenToClients(run, site))) return;
  throw new AppError("CONFLICT", "Somebody started the cluster after its way back had been made.", {
    hint: "What was written since would be lost. Keep it from being started (a service manager?), then ask again.",
    reason: "cluster-started",
  });
}

/** A restore that overwrote nothing needs no way back, and holds none. */
export async function forgetWayBack(run: OperationRun, site: RestoreSite): Promise<void> {
  await recordWayBack(run, null);
  await run.worker.db.hold.updateMany({
    where: { ...wayBackHold(site), releasedAt: null },
    data: { releasedAt: new Date(), releasedFor: "nothing was overwritten" },
  });
}

function wayBackHold({ plan, number }: RestoreSite) {
  return { resourceId: plan.resource.id, reason: `the way back of restore R-${number}` };
}
