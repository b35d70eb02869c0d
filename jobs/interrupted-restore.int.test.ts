import { execFileSync } from "node:child_process";
import { chmod, copyFile, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { administer } from "#e2e/fixtures/control-server.ts";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { freezeUntilTerminated, runningEngines } from "#e2e/fixtures/running-engines.ts";
import { startServer } from "#e2e/fixtures/scratch-cluster.ts";
import { until } from "#e2e/fixtures/until.ts";
import { openResource } from "#jobs/open-resource.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { rejectChange } from "#lib/changes/reject-change.ts";
import { parseLsn, segmentName, segmentOf, segmentTimeline } from "#lib/format/lsn.ts";
import { cancelOperation } from "#lib/operations/cancel-operation.ts";
import { readClusterState } from "#lib/postgres/read-cluster-state.ts";

let site: ProtectedResource;
beforeAll(async () => {
  site = await createProtectedResource();
  await site.cluster.query(
    "CREATE TABLE ballast AS SELECT n, md5(random()::text) AS text FROM generate_series(1, 400000) AS n",
  );
  expect((await site.backUp("full")).status).toBe("succeeded");
});
afterAll(() => site?.close());
beforeEach(() => site.startWorker());

const cancel = (id: string) => cancelOperation(site.people.operator.ctx(), { id });
const SEGMENT_BYTES = 16 * 1024 * 1024;
const inPlace = { kind: "in-place" } as const;
const at = (micros: bigint) => ({ kind: "time", micros: micros.toString() }) as const;

/** The engine's process, once it runs. */
function engineRuns(): Promise<number> {
  return until("the engine to run", async () => (await runningEngines(site.env.directory)).at(0));
}

async function heldLabels(): Promise<string[]> {
  const holds = await site.control.owner.hold.findMany({ where: { releasedAt: null } });
  return holds.map((hold) => hold.label);
}

/** The control database breaks off in the middle of what a worker writes about a step. */
async function cutOffWorkers(): Promise<void> {
  const { owner, workerUrl } = site.control;
  const database = new URL(workerUrl).pathname.slice(1);
  const workers = `datname = '${database}' AND usename = 'holdfast_worker'`;
  await owner.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE operation_steps IN ACCESS EXCLUSIVE MODE`;
      await until("a worker to wait for the lock", async () => {
        const [waiting] = await tx.$queryRawUnsafe<{ count: bigint }[]>(
          "SELECT count(*) FROM pg_locks WHERE relation = 'operation_steps'::regclass AND NOT granted",
        );
        return (waiting?.count ?? 0n) > 0n;
      });
      await administer(
        inject("controlServer"),
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${workers}`,
      );
    },
    { timeout: 60_000 },
  );
}

async function state(): Promise<string> {
  const { state } = await readClusterState(site.cluster.cluster, { signal: AbortSignal.timeout(10_000) });
  return state;
}

test("a backup that is cancelled while it copies ends at once, leaves no engine, and the next one works", async () => {
  const { id } = await startBackup(site.people.operator.ctx(), {
    resourceId: site.resource.id,
    type: "full",
  });
  const frozen = freezeUntilTerminated(await engineRuns());
  await cancel(id);
  await frozen;
  expect(await site.finished(id)).toMatchObject({ status: "cancelled", error: { reason: "cancelled" } });
  expect(await runningEngines(site.env.directory)).toEqual([]);
  expect((await site.backUp("incr")).status).toBe("succeeded");
});

test("a restore that is cancelled during its safety backup lets clients in again, starts the application, and holds nothing", async () => {
  const diary = join(site.env.directory, "diary");
  await site.writeHook("stop", `echo stopped >> ${diary}`);
  await site.writeHook("start", `echo started >> ${diary}`);
  await site.setHooks({ stop: "stop", start: "start" });
  const moment = await site.insert("before");
  await site.insert("after");
  const restore = await site.request({ target: at(moment), destination: inPlace });
  expect(await heldLabels()).toEqual([restore.plan.backupSet.label]);
  const id = await site.approve(restore);
  await site.atStep(id, "safety backup", "running");
  const frozen = freezeUntilTerminated(await engineRuns());
  await cancel(id);
  await frozen;
  expect((await site.finished(id)).status).toBe("cancelled");
  expect((await site.rows()).at(-1)).toBe("after");
  expect(await readFile(diary, "utf8")).toBe("stopped\nstarted\n");
  expect(await site.getRestore(restore.id)).toMatchObject({
    status: "run cancelled",
    wayBack: null,
    canUndo: false,
  });
  await until("the hold to be released", async () => (await heldLabels()).length === 0);
  expect(await readdir(join(site.env.directory, "fence"))).toEqual([]);
  await site.setHooks({});
});

test("a stopped cluster is stopped again when its restore is cancelled", async () => {
  await site.insert("while it ran");
  await site.archiveNow();
  await site.cluster.halt();
  const restore = await site.request({ target: { kind: "latest" }, destination: inPlace });
  const id = await site.approve(restore);
  await site.atStep(id, "safety backup", "running");
  const frozen = freezeUntilTerminated(await engineRuns());
  await cancel(id);
  await frozen;
  expect((await site.finished(id)).status).toBe("cancelled");
  expect(await state()).toBe("stopped");
  await site.cluster.start();
  expect((await site.rows()).at(-1)).toBe("while it ran");
});

test("a copy beside the original that is cancelled leaves nothing behind", async () => {
  const restore = await site.request({ target: { kind: "latest" }, destination: { kind: "new-instance" } });
  const id = await site.approve(restore);
  await site.atStep(id, "copy files", "running");
  await cancel(id);
  expect((await site.finished(id)).status).toBe("cancelled");
  expect(await readdir(join(site.env.directory, "instances"))).toEqual([]);
});

test("a cancelled copy whose files cannot be removed is a failure that names them", async () => {
  const restore = await site.request({ target: { kind: "latest" }, destination: { kind: "new-instance" } });
  const id = await site.approve(restore);
  await site.atStep(id, "copy files", "running");
  const instances = join(site.env.directory, "instances");
  await chmod(instances, 0o500);
  try {
    await cancel(id);
    const failed = await site.finished(id);
    expect(failed).toMatchObject({ status: "failed", error: { reason: "not-put-back" } });
    expect(failed.error?.message).toContain(`The unfinished instance in ${instances}/`);
  } finally {
    await chmod(instances, 0o700);
    for (const left of await readdir(instances)) await rm(join(instances, left), { recursive: true });
  }
});

test("once files are being overwritten a cancel is refused, and the restore ends as approved, though the control database goes away again and again", async () => {
  const moment = await site.insert("kept");
  await site.insert("lost");
  const restore = await site.request({ target: at(moment), destination: inPlace });
  const id = await site.approve(restore);
  for (const step of ["safety backup", "copy files", "promote"]) {
    await until(step, () =>
      site.control.owner.operationStep.findUnique({
        where: { operationId_name: { operationId: id, name: step } },
      }),
    );
    if (step === "copy files") await expect(cancel(id)).rejects.toMatchObject({ reason: "not-cancellable" });
    await cutOffWorkers();
  }
  const ended = await site.succeeded(id);
  expect(ended.attempt).toBeGreaterThan(1);
  expect((await site.rows()).at(-1)).toBe("kept");
});

test("what a plan and a way back need is held: no expiry takes it; a rejected request lets go", async () => {
  const done = await site.restore({ target: { kind: "latest" }, destination: inPlace });
  expect(done.status).toBe("succeeded");
  if (done.wayBack?.kind !== "backup") throw new Error("no way back");
  expect(await heldLabels()).toContain(done.wayBack.label);
  await until("the plan's set to be let go", async () => {
    const open = await site.control.owner.hold.count({ where: { restoreId: done.id, releasedAt: null } });
    return open === 0;
  });

  const requested = await site.request({ target: { kind: "latest" }, destination: { kind: "new-instance" } });
  expect(await heldLabels()).toContain(requested.plan.backupSet.label);
  const { context } = await site.startWorker();
  const { engineRun } = await openResource(context, site.resource.id, {
    signal: AbortSignal.timeout(60_000),
    log: () => undefined,
    progress: () => undefined,
  });
  const repositoryId = site.repositoryIds[0] ?? "";
  const full = await site.control.owner.backupSet.findFirstOrThrow({ where: { type: "full" } });
  await expect(
    context.engine.expire(engineRun, { repositoryId, label: full.label, heldLabels: await heldLabels() }),
  ).rejects.toMatchObject({ code: "CONFLICT", reason: "held" });

  await rejectChange(site.people.manager.ctx(), {
    id: requested.change.id,
    planHash: requested.change.planHash,
    reason: "other",
  });
  const open = await site.control.owner.hold.count({ where: { restoreId: requested.id, releasedAt: null } });
  expect(open).toBe(0);
});

test("a disk that fills up while files are copied fails the restore with that reason, and leaves nothing behind", async () => {
  const restore = await site.request({ target: { kind: "latest" }, destination: { kind: "new-instance" } });
  await site.stopWorker();
  const instances = join(site.env.directory, "instances");
  const folder = join(instances, restore.plan.destination.dataDirectory.split("/").at(-2) ?? "");
  // Large enough for the check of the plan, and shrunk at once the moment that the copy begins.
  await site.startWorkerProcess({
    mounts: `mount -t tmpfs -o size=${restore.impact.requiredBytes + 2_000_000} none ${instances}
(while [ ! -d ${folder} ]; do sleep 0.02; done; mount -o remount,size=12000000 ${instances}) &`,
  });
  const ended = await site.finished(await site.approve(restore));
  expect(ended.error).toMatchObject({ code: "ENGINE", reason: "disk-full" });
  expect(ended.error?.hint).toBeTruthy();
  await site.killWorkerProcesses();
});

test("power lost in the middle of a promotion: what somebody then started is not taken for the target, and the next restore is as approved and archived", async () => {
  const moment = await site.insert("kept");
  const wanted = await site.rows();
  await site.insert("lost as approved");
  const { dataDirectory } = site.cluster.cluster;
  const restore = await site.request({ target: at(moment), destination: inPlace });
  await site.stopWorker();
  const worker = await site.startWorkerProcess();
  const operationId = await site.approve(restore);
  await until("the replay to begin", async () =>
    site.control.owner.operationStep.findUnique({
      where: { operationId_name: { operationId, name: "replay to the target" } },
    }),
  );
  await worker.kill();
  await site.cluster.kill();
  await startServer(dataDirectory);
  await until("the server to stand at the target", async () => {
    const [row] = await site.cluster.query<{ state: string }>(
      "SELECT pg_get_wal_replay_pause_state() AS state",
    );
    return row?.state === "paused";
  });
  // PostgreSQL has copied the segment it stands in for its new timeline and removed the signal; then the power is gone.
  const [place] = await site.cluster.query<{ lsn: string; command: string }>(
    "SELECT pg_last_wal_replay_lsn()::text AS lsn, current_setting('archive_command') AS command",
  );
  if (!place) throw new Error("no position");
  await site.cluster.kill();
  const wal = join(dataDirectory, "pg_wal");
  const number = segmentOf(parseLsn(place.lsn), SEGMENT_BYTES);
  const isThere = (name: string) => name.slice(8) === segmentName(1, number, SEGMENT_BYTES).slice(8);
  const current = (await readdir(wal)).filter(isThere).sort().at(-1) ?? "";
  const left = segmentName(segmentTimeline(current) + 1, number, SEGMENT_BYTES);
  await copyFile(join(wal, current), join(wal, left));
  await rm(join(dataDirectory, "recovery.signal"));
  await startServer(dataDirectory);
  expect((await site.rows()).at(-1)).toBe("lost as approved");
  // The server itself does that with what it finds there, at its next checkpoint.
  execFileSync("sh", ["-c", place.command.replaceAll("%p", `pg_wal/${left}`)], { cwd: dataDirectory });

  await site.passSilence(operationId);
  await site.startWorker();
  expect(await site.finished(operationId)).toMatchObject({
    status: "failed",
    error: { reason: "target-passed" },
  });
  await site.succeeded(await site.approve(await site.request({ target: at(moment), destination: inPlace })));
  expect(await site.rows()).toEqual(wanted);
  await site.insert("written after it");
  await site.archiveNow();
});
