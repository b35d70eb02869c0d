import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { type Envelope, gate, openEnvelope } from "#e2e/fixtures/envelope.ts";
import { addApproved } from "#e2e/fixtures/sample-requests.ts";
import { testWorkerEnv } from "#e2e/fixtures/test-worker.ts";
import { until } from "#e2e/fixtures/until.ts";
import { sweep } from "#jobs/sweep.ts";
import { type RunningWorker, startWorker } from "#jobs/worker.ts";
import { AppError } from "#lib/errors.ts";
import { cancelOperation } from "#lib/operations/cancel-operation.ts";
import { queueName } from "#lib/queue/queue.ts";
import { listWorkers } from "#lib/workers/list-workers.ts";

let bench: Envelope;
const workers: RunningWorker[] = [];
beforeAll(async () => {
  bench = await openEnvelope();
});
afterAll(() => bench.close());
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  bench.afterEach();
});

async function start(): Promise<RunningWorker> {
  const worker = await startWorker(await testWorkerEnv(bench.control));
  workers.push(worker);
  return worker;
}

function ended(id: string) {
  return until(`operation ${id} to end`, async () => {
    const operation = await bench.row(id);
    return operation.finishedAt === null ? null : operation;
  });
}

function jobOf(id: string) {
  return bench.control.queue.worker.boss.findJobs(queueName(TEST_HOST), { id });
}

describe("workers of one host", () => {
  test("share the queue: of thirty operations each runs once, and its job is done", async () => {
    const runs: string[] = [];
    bench.when("verify", async (run) => {
      runs.push(run.operation.id);
      return {};
    });
    const ids = await Promise.all(Array.from({ length: 30 }, () => bench.queued()));
    await Promise.all([start(), start()]);
    for (const id of ids) expect(await ended(id)).toMatchObject({ status: "succeeded", attempt: 1 });
    expect(runs.toSorted()).toEqual(ids.toSorted());
    for (const id of ids) {
      await until("the job to be done", async () => (await jobOf(id))[0]?.state === "completed");
    }
  });

  test("one that shuts down hands on what it was doing; the other goes on after the last finished step", async () => {
    const work = gate();
    const done: string[] = [];
    bench.when("verify", async (run) => {
      const by = run.worker.workerId;
      await run.step("first", z.void(), async () => void done.push(`first by ${by}`));
      await run.step("second", z.void(), async () => {
        if (run.operation.attempt === 1) await work.work(run);
        done.push(`second by ${by}`);
      });
      return {};
    });
    const id = await bench.queued();
    const leaving = await start();
    await until("the second step", async () => (await bench.row(id)).steps[1]?.status === "running");
    await leaving.stop();
    workers.splice(0);
    const staying = await start();
    expect(await ended(id)).toMatchObject({ status: "succeeded", attempt: 2 });
    expect(done).toEqual([`first by ${leaving.context.workerId}`, `second by ${staying.context.workerId}`]);
  });

  test("a lock that was held a moment ago is tried again without anybody asking", async () => {
    bench.when("verify", async ({ operation }) => {
      if (operation.attempt < 3) throw new AppError("ENGINE", "locked", { reason: "lock-held" });
      return {};
    });
    await start();
    expect(await ended(await bench.queued())).toMatchObject({ status: "succeeded", attempt: 3 });
  });

  test("a failure is final: it is not tried again", async () => {
    bench.when("verify", async () => {
      throw new AppError("ENGINE", "broken", { reason: "broken" });
    });
    await start();
    const id = await bench.queued();
    expect(await ended(id)).toMatchObject({ status: "failed", attempt: 1 });
    await until("the job to be done", async () => (await jobOf(id))[0]?.state === "completed");
  });

  test("show themselves, with the engine they found", async () => {
    const { context } = await start();
    const { items } = await listWorkers(bench.operator.ctx, {});
    expect(items).toMatchObject([
      {
        host: TEST_HOST,
        isOnline: true,
        hooks: [],
        engines: [{ name: "pgbackrest", version: expect.any(String) }],
      },
    ]);
    expect(context.workerId).toContain(TEST_HOST);
  });
});

describe("a worker refuses to start", () => {
  test("without its keys, and says what to do (T41)", async () => {
    const env = await testWorkerEnv(bench.control);
    const started = startWorker({ ...env, privateKeys: join(env.directory, "none") });
    await expect(started).rejects.toMatchObject({ code: "PRECONDITION", reason: "key-missing" });
  });
});

describe("what nobody else would finish", () => {
  const longAgo = () => new Date(Date.now() - 31_000);

  test("an operation whose job is gone ends as a failure with a next step, not 'running' for ever", async () => {
    const id = await bench.queued();
    await bench.control.queue.worker.boss.deleteJob(queueName(TEST_HOST), id);
    await bench.control.owner.operation.update({
      where: { id },
      data: { status: "running", attempt: 9, heartbeatAt: longAgo() },
    });
    await Promise.all([sweep(bench.one), sweep(bench.two)]);
    expect(await bench.row(id)).toMatchObject({
      status: "failed",
      errorReason: "worker-lost",
      errorHint: expect.stringContaining("worker's log"),
    });
    expect(await bench.outcomes(id)).toMatchObject([{ action: "verify.fail", outcome: "failed" }]);
  });

  test("an operation that waits for its job, or beats, is left alone", async () => {
    const [waiting, beating] = [await bench.queued(), await bench.queued()];
    await bench.control.owner.operation.update({ where: { id: waiting }, data: { createdAt: longAgo() } });
    await bench.control.queue.worker.boss.deleteJob(queueName(TEST_HOST), beating);
    await bench.control.owner.operation.update({
      where: { id: beating },
      data: { status: "running", heartbeatAt: new Date() },
    });
    await sweep(bench.one);
    expect((await bench.row(waiting)).status).toBe("queued");
    expect((await bench.row(beating)).status).toBe("running");
  });

  test("sets are held while a restore is open, and let go when it has ended or was cancelled", async () => {
    const isHeld = (restoreId: string) =>
      bench.control.owner.hold.count({ where: { restoreId, releasedAt: null } }).then((count) => count > 0);
    const [open, cancelled, finished] = [
      await addApproved(bench.control),
      await addApproved(bench.control),
      await addApproved(bench.control),
    ];
    await cancelOperation(cancelled.requester.ctx, { id: cancelled.operationId });
    await bench.control.owner.operation.update({
      where: { id: finished.operationId },
      data: { status: "failed", finishedAt: new Date() },
    });
    await sweep(bench.one);
    expect(await isHeld(open.restore.id)).toBe(true);
    expect(await isHeld(cancelled.restore.id)).toBe(false);
    expect(await isHeld(finished.restore.id)).toBe(false);
  });
});
