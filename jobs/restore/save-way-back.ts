import { z } from "zod";
import type { OpenResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { brokenBase, readRepository } from "#jobs/read-repository.ts";
import { recordRepository } from "#jobs/record-repository.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { isOpenToClients, shutClientsOut, stop } from "#jobs/restore/fence.ts";
import { leaveOutDamaged, waitForSegment } from "#jobs/restore/read-targets.ts";
import { recordWayBack } from "#jobs/restore/record-way-back.ts";
import { toDate } from "#lib/db/rows.ts";
import type { EngineBackupSet } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { createRestorePoint } from "#lib/postgres/create-restore-point.ts";
import { readControlData } from "#lib/postgres/read-control-data.ts";
import { readServerStart } from "#lib/postgres/read-server-start.ts";
import { switchWal } from "#lib/postgres/switch-wal.ts";
import { wasRunSince } from "#lib/postgres/was-run-since.ts";
import { DAY_MICROS } from "#lib/retention/calendar.ts";

/** After a week of work nobody goes back to before it; until then nothing of it expires. */
const WAY_BACK_HOLD_MICROS = 7n * DAY_MICROS;

/** A way back as it was made, and the run of the fenced server that made it. */
const marked = z.object({ label: z.string(), serverStart: z.string() });

/** The control file of the cluster as it was left when it was stopped. */
export const leftAs = z.object({ state: z.string(), checkpointLsn: z.string(), timeline: z.number() });
export type LeftAs = z.output<typeof leftAs>;

/**
 * The verified way back of a cluster that runs: a backup of this very moment, read back from the repository, and a
 * named restore point whose WAL segment was seen there. Both are held against expiry.
 */
export async function takeSafetyBackup(
  run: OperationRun,
  site: RestoreSite,
): Promise<z.output<typeof marked>> {
  const { worker, operation } = run;
  const repositoryId = site.plan.repository.id;
  const { label } = await run.step("safety backup", z.object({ label: z.string() }), async () => {
    const fenced = await fencedResource(run, site);
    const made = await worker.engine.backup(fenced.engineRun, {
      repositoryId,
      type: (await isNewestWhole(run, fenced, repositoryId)) ? "incr" : "full",
      annotations: { operation: operation.id, purpose: "safety" },
    });
    const state = await readRepository(worker, fenced, repositoryId, made.label);
    const evidence = state.stored.get(made.label);
    if (!evidence || evidence.missing.length > 0 || brokenBase(state, made.label) !== null) {
      throw new AppError("ENGINE", `The safety backup ${made.label} could not be read back whole.`, {
        hint: "Nothing was overwritten. Take a full backup, then ask again.",
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
  return run.step("mark the way back", marked, () => mark(run, site, label));
}

/** An incremental backup builds on the newest set: not a way back when there is damage in that. */
async function isNewestWhole(
  run: OperationRun,
  fenced: OpenResource,
  repositoryId: string,
): Promise<boolean> {
  const listed = await run.worker.engine.listBackupSets(fenced.engineRun, repositoryId);
  const newest = listed.reduce<EngineBackupSet | null>(
    (one, other) => (one && one.stoppedAtMicros > other.stoppedAtMicros ? one : other),
    null,
  );
  return newest === null || (await leaveOutDamaged(run, fenced, repositoryId, [newest])).length === 1;
}

async function mark(run: OperationRun, site: RestoreSite, label: string): Promise<z.output<typeof marked>> {
  const { signal } = run;
  const repositoryId = site.plan.repository.id;
  const fenced = await fencedResource(run, site);
  const serverStart = await readServerStart(fenced.cluster, { signal });
  // Never the same name twice: recovery stops at the first that it meets.
  const restorePoint = `holdfast_before_R${site.number}_${serverStart}`;
  const created = await createRestorePoint(fenced.cluster, { signal, name: restorePoint });
  const { segment } = await switchWal(fenced.cluster, { signal });
  await waitForSegment(run, fenced, repositoryId, segment);
  run.log("info", `Restore point ${restorePoint} is in the repository, in segment ${segment}.`);
  await recordWayBack(run, { kind: "backup", label, repositoryId, restorePoint, ...created });
  return { label, serverStart };
}

/**
 * Stops the cluster whose way back was made. What was written between the two would be in no way back: a cluster
 * that clients can reach is refused, one that was merely run by somebody else is marked anew.
 */
export async function stopAsMarked(
  run: OperationRun,
  site: RestoreSite,
  { label, serverStart }: z.output<typeof marked>,
): Promise<LeftAs> {
  const { signal } = run;
  if (await isOpenToClients(run, site)) throw started();
  const { cluster } = await shutClientsOut(run, site);
  if ((await readServerStart(cluster, { signal })) !== serverStart) await mark(run, site, label);
  await stop(run, site);
  const { state, checkpointLsn, timeline } = await readControlData(site.target, { signal });
  return { state, checkpointLsn, timeline };
}

/**
 * A worker may die between the stop and the first overwritten file; its successor makes sure that nobody ran the
 * cluster meanwhile. A control file that is missing or damaged means that the overwriting has begun.
 */
export async function requireStillStopped(run: OperationRun, site: RestoreSite, left: LeftAs): Promise<void> {
  const { signal } = run;
  const isRunning = await isOpenToClients(run, site);
  const found = await readControlData(site.target, { signal }).catch((error: unknown) => {
    if (error instanceof AppError && BEING_OVERWRITTEN.includes(error.reason ?? "")) return null;
    throw error;
  });
  if (found && wasRunSince(left, { ...found, isRunning })) throw started();
}

const BEING_OVERWRITTEN = ["control-unreadable", "version-unreadable"];
const STARTED = "cluster-started";

const started = () =>
  new AppError("CONFLICT", "Somebody started the cluster after its way back had been made.", {
    hint: "What was written since would be lost. Keep it from being started (a service manager?), then ask again.",
    reason: STARTED,
  });

/** True of the refusals above: nothing was overwritten, whatever was begun. */
export const wasStarted = (error: unknown) => error instanceof AppError && error.reason === STARTED;

/** The same resource, reached through the fence. */
async function fencedResource(run: OperationRun, site: RestoreSite): Promise<OpenResource> {
  const { cluster } = await shutClientsOut(run, site);
  return { ...site.resource, cluster, engineRun: { ...site.resource.engineRun, cluster } };
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
