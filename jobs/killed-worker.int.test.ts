import { readdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { runningEngines } from "#e2e/fixtures/running-engines.ts";
import { startServer, stopServer } from "#e2e/fixtures/scratch-cluster.ts";
import { until } from "#e2e/fixtures/until.ts";
import type { WorkerProcess } from "#e2e/fixtures/worker-process.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { cancelOperation } from "#lib/operations/cancel-operation.ts";
import type { OperationDto } from "#lib/operations/schema.ts";

let site: ProtectedResource;
let mostEngines = 0;
let watch: NodeJS.Timeout;

beforeAll(async () => {
  site = await createProtectedResource();
  await site.cluster.query(
    "CREATE TABLE ballast AS SELECT n, md5(random()::text) AS text FROM generate_series(1, 400000) AS n",
  );
  expect((await site.backUp("full")).status).toBe("succeeded");
  watch = setInterval(async () => {
    mostEngines = Math.max(mostEngines, (await runningEngines(site.env.directory)).length);
  }, 100);
});
afterAll(async () => {
  clearInterval(watch);
  await site?.close();
});
afterEach(() => site.startWorker());

/**
 * Waits until an attempt after `last` is in a step, or past it; with `engine`, until the engine runs in it. Returns
 * the attempt's number.
 */
async function under(operationId: string, step: string, last = 0, engine = false): Promise<number> {
  return until(`${step} of ${operationId}`, async () => {
    const { status, attempt, errorMessage, errorHint } = await site.operation(operationId);
    if (status === "failed" || status === "cancelled") {
      throw new Error(`it ${status} before ${step}: ${errorMessage} ${errorHint}`);
    }
    const found = await site.control.owner.operationStep.findUnique({
      where: { operationId_name: { operationId, name: step } },
    });
    if (!found || attempt <= last) return null;
    if (found.status === "succeeded") return attempt;
    const isThere = found.attempt === attempt;
    return isThere && (!engine || (await runningEngines(site.env.directory)).length > 0) ? attempt : null;
  });
}

/** Runs an operation with a worker that dies at each of these steps, and is replaced; returns how it ended. */
async function runKilledAt(
  operationId: string,
  steps: { step: string; engine?: boolean; meanwhile?: () => Promise<unknown> }[],
): Promise<OperationDto> {
  let attempt = 0;
  for (const { step, engine, meanwhile } of steps) {
    const worker = await site.startWorkerProcess();
    attempt = await under(operationId, step, attempt, engine);
    await worker.kill();
    await meanwhile?.();
    await site.passSilence(operationId);
  }
  await site.startWorkerProcess();
  return site.finished(operationId);
}

/** Nothing runs any more but what a test starts next. */
async function endWorkers(): Promise<void> {
  await site.stopWorker();
  await site.killWorkerProcesses();
}

const OUTCOMES = ["backup.succeed", "backup.fail", "restore.succeed", "restore.fail", "operation.fail"];

async function expectOneOutcome(operation: OperationDto, action: string): Promise<void> {
  const entries = await site.control.owner.auditEntry.findMany({ where: { action: { in: OUTCOMES } } });
  const own = entries.filter((entry) => Buffer.from(entry.canonical).includes(operation.id));
  expect(own.map((entry) => entry.action)).toEqual([action]);
}

async function approvedInPlace(moment: bigint) {
  const restore = await site.request({
    target: { kind: "time", micros: moment.toString() },
    destination: { kind: "in-place" },
  });
  await endWorkers();
  return { restore, operationId: await site.approve(restore) };
}

test("a backup whose worker is killed at every step, and inside the engine, completes once", async () => {
  await endWorkers();
  const { id } = await startBackup(site.people.operator.ctx(), {
    resourceId: site.resource.id,
    type: "full",
  });
  const ended = await runKilledAt(id, [
    { step: "check cluster" },
    { step: "check repository" },
    { step: "copy", engine: true },
    { step: "copy", engine: true },
    { step: "read back" },
  ]);
  expect(ended).toMatchObject({ status: "succeeded", error: null });
  // What is left of a killed engine may be waited for once more.
  expect(ended.attempt).toBeGreaterThanOrEqual(6);
  await expectOneOutcome(ended, "backup.succeed");
  const made = await site.control.owner.backupSet.findMany({ where: { operationId: id } });
  expect(made).toHaveLength(1);
  expect(mostEngines).toBe(1);
});

test("a restore whose worker is killed at every step, over reboots and somebody's restarts of the cluster, brings the rows back once", async () => {
  const moment = await site.insert("kept through it all");
  const wanted = await site.rows();
  await site.insert("lost as approved");
  const { restore, operationId } = await approvedInPlace(moment);
  const { dataDirectory } = site.cluster.cluster;
  const serviceManager = async () => {
    await stopServer(dataDirectory, "fast");
    await startServer(dataDirectory);
  };
  const ended = await runKilledAt(operationId, [
    { step: "check the approval" },
    { step: "check the plan" },
    { step: "shut clients out" },
    { step: "safety backup", engine: true, meanwhile: site.cluster.kill },
    { step: "safety backup", meanwhile: serviceManager },
    { step: "mark the way back", meanwhile: site.cluster.kill },
    { step: "stop the cluster" },
    { step: "copy files" },
    { step: "copy files", engine: true },
    { step: "replay to the target" },
    { step: "promote", meanwhile: site.cluster.kill },
    { step: "validate", meanwhile: serviceManager },
    { step: "open to clients" },
  ]);
  expect(ended.error).toBeNull();
  expect(ended.status).toBe("succeeded");
  expect(ended.attempt).toBeGreaterThanOrEqual(14);
  expect(await site.rows()).toEqual(wanted);
  await expectOneOutcome(ended, "restore.succeed");
  expect((await site.getRestore(restore.id)).wayBack?.kind).toBe("backup");
  expect(await readdir(join(site.env.directory, "fence"))).toEqual([]);
  expect(mostEngines).toBe(1);
});

test("a cluster that somebody started after its way back was made is not overwritten, and stays open", async () => {
  const moment = await site.insert("before the accident");
  const { restore, operationId } = await approvedInPlace(moment);
  const ended = await runKilledAt(operationId, [
    {
      step: "stop the cluster",
      meanwhile: async () => {
        await stopServer(site.cluster.cluster.dataDirectory, "fast");
        await startServer(site.cluster.cluster.dataDirectory);
        await site.insert("slipped in");
      },
    },
  ]);
  expect(ended).toMatchObject({ status: "failed", error: { reason: "cluster-started" } });
  expect((await site.rows()).at(-1)).toBe("slipped in");
  expect(await site.getRestore(restore.id)).toMatchObject({ canUndo: false, wayBack: null });
});

test("what somebody wrote while the cluster was stopped is not lost, even if they stopped it again", async () => {
  const moment = await site.insert("before the second accident");
  const { restore, operationId } = await approvedInPlace(moment);
  const { dataDirectory } = site.cluster.cluster;
  const ended = await runKilledAt(operationId, [
    {
      step: "stop the cluster",
      meanwhile: async () => {
        await stopServer(dataDirectory, "fast");
        await startServer(dataDirectory);
        await site.insert("in and out");
        await stopServer(dataDirectory, "fast");
      },
    },
  ]);
  // Where exactly the kill fell decides: stopped and written down, it is refused; else it is marked once more.
  if (ended.status === "failed") {
    expect(ended.error).toMatchObject({ reason: "cluster-started" });
  } else {
    expect((await site.rows()).at(-1)).toBe("before the second accident");
    await site.undo(restore);
  }
  expect((await site.rows()).at(-1)).toBe("in and out");
});

test("a kill between setting the old data aside and writing that down loses nothing", async () => {
  await site.insert("newest");
  const wanted = await site.rows();
  await site.archiveNow();
  const { dataDirectory } = site.cluster.cluster;
  const restore = await site.request({
    target: { kind: "latest" },
    destination: { kind: "in-place" },
    wayBack: "set-aside",
  });
  await endWorkers();
  const operationId = await site.approve(restore);
  const aside = `${dataDirectory}.before-R${restore.change.number}`;
  const ended = await runKilledAt(operationId, [
    {
      step: "stop the cluster",
      meanwhile: async () => {
        await stopServer(dataDirectory, "fast");
        await rename(dataDirectory, aside).catch(() => undefined);
      },
    },
    { step: "copy files" },
    { step: "promote" },
  ]);
  expect(ended.error).toBeNull();
  expect(await site.rows()).toEqual(wanted);
  expect((await stat(join(aside, "PG_VERSION"))).isFile()).toBe(true);
});

test("a cancel that a killed worker could not obey is obeyed by the next one: clients are let in again", async () => {
  const moment = await site.insert("before the cancel");
  await site.insert("still there after it");
  const { operationId } = await approvedInPlace(moment);
  const ended = await runKilledAt(operationId, [
    {
      step: "safety backup",
      engine: true,
      meanwhile: () => cancelOperation(site.people.operator.ctx(), { id: operationId }),
    },
  ]);
  expect(ended.status).toBe("cancelled");
  expect((await site.rows()).at(-1)).toBe("still there after it");
});

test("a restore that gave up does not go on after its worker was killed while putting things back", async () => {
  const isMended = join(site.env.directory, "mended");
  await site.writeHook("stop", `test -e ${isMended}`);
  await site.writeHook("start", `test -e ${isMended} || sleep 60`);
  await site.setHooks({ stop: "stop", start: "start" });
  const moment = await site.insert("before the failure");
  await site.insert("written after it");
  const { operationId } = await approvedInPlace(moment);
  const ended = await runKilledAt(operationId, [
    { step: "put back", meanwhile: () => writeFile(isMended, "") },
  ]);
  expect(ended).toMatchObject({ status: "failed", attempt: 2, error: { reason: "hook-failed" } });
  expect((await site.rows()).at(-1)).toBe("written after it");
  await site.setHooks({});
});

test("SIGTERM in the middle of a restore hands it to the next worker, which goes on at once", async () => {
  const moment = await site.insert("kept through the update");
  await site.insert("lost");
  const { operationId } = await approvedInPlace(moment);
  const first = await site.startWorkerProcess();
  await under(operationId, "safety backup", 0, true);
  await first.terminate();
  expect((await site.operation(operationId)).status).toBe("running");
  const started = performance.now();
  await site.startWorkerProcess();
  await until("the second attempt", async () => (await site.operation(operationId)).attempt === 2);
  console.log(`taken over after ${performance.now() - started} ms`);
  await site.succeeded(operationId);
  expect((await site.rows()).at(-1)).toBe("kept through the update");
});

test("a second worker of the same host takes over from a killed one by itself", async () => {
  await endWorkers();
  const { id } = await startBackup(site.people.operator.ctx(), {
    resourceId: site.resource.id,
    type: "incr",
  });
  const first: WorkerProcess = await site.startWorkerProcess();
  await under(id, "check repository");
  await site.startWorker();
  await first.kill();
  const ended = await site.succeeded(id);
  expect(ended.attempt).toBe(2);
});
