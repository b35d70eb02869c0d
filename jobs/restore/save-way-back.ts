import { rename, stat } from "node:fs/promises";
import { z } from "zod";
import type { OpenResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { readRepository, recordRepository } from "#jobs/refresh-repository.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { startFenced } from "#jobs/restore/fence.ts";
import { waitForSegment } from "#jobs/restore/read-targets.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { createRestorePoint } from "#lib/postgres/create-restore-point.ts";
import { switchWal } from "#lib/postgres/switch-wal.ts";
import type { WayBackTaken } from "#lib/restores/schema.ts";

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
      await tx.hold.create({
        data: {
          resourceId: site.plan.resource.id,
          repositoryId,
          label: made.label,
          reason: `the way back of restore R-${site.number}`,
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
    await worker.db.restore.updateMany({
      where: { changeRequestId: operation.changeRequestId ?? "" },
      data: { wayBack: jsonColumn({ kind: "backup", label, repositoryId, restorePoint, ...created }) },
    });
    return created;
  });
  return { kind: "backup", label, repositoryId, restorePoint, lsn: point.lsn, timeline: point.timeline };
}

/** The same resource, reached through the fence. */
async function fencedResource(run: OperationRun, site: RestoreSite): Promise<OpenResource> {
  const { cluster } = await startFenced(run, site);
  return { ...site.resource, cluster, engineRun: { ...site.resource.engineRun, cluster } };
}

/** The way back of a cluster that cannot run: its data directory, renamed and otherwise untouched. */
export async function setAside(run: OperationRun, site: RestoreSite): Promise<WayBackTaken> {
  const path = `${site.target.dataDirectory}.before-R${site.number}`;
  await run.step("set the old data aside", z.void(), async () => {
    const isAsideAlready = await stat(path).then(
      () => true,
      () => false,
    );
    if (!isAsideAlready) await rename(site.target.dataDirectory, path);
    run.log("info", `The old data directory is kept untouched at ${path}.`);
    await run.worker.db.restore.updateMany({
      where: { changeRequestId: run.operation.changeRequestId ?? "" },
      data: { wayBack: jsonColumn({ kind: "set-aside", path }) },
    });
  });
  return { kind: "set-aside", path };
}
