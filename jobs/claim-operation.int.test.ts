import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { type Envelope, gate, openEnvelope } from "#e2e/fixtures/envelope.ts";
import { addResource } from "#e2e/fixtures/sample-resources.ts";
import { until } from "#e2e/fixtures/until.ts";
import type { OperationHandler } from "#jobs/operation-run.ts";
import { runOperation } from "#jobs/run-operation.ts";
import { queueName } from "#lib/queue/queue.ts";

let bench: Envelope;
beforeAll(async () => {
  bench = await openEnvelope();
});
afterAll(() => bench.close());
afterEach(() => bench.afterEach());

describe("a worker that is gone, or only slow", () => {
  test("its operation is taken over once its heartbeat is old, and goes on after the last finished step", async () => {
    const done: string[] = [];
    bench.when("verify", async (run) => {
      for (const name of ["first", "second"]) {
        await run.step(name, z.void(), async () => {
          done.push(`${name} by ${run.worker.workerId}`);
        });
      }
      return {};
    });
    const id = await bench.queued();
    await bench.control.owner.operation.update({
      where: { id },
      data: { status: "running", attempt: 1, workerId: "dead", heartbeatAt: new Date(Date.now() - 30_000) },
    });
    await bench.control.owner.operationStep.create({
      data: {
        operationId: id,
        position: 1,
        name: "first",
        status: "succeeded",
        attempt: 1,
        startedAt: new Date(),
        finishedAt: new Date(),
      },
    });
    await bench.deliver(bench.two, id);
    expect(done).toEqual(["second by two"]);
    expect(await bench.row(id)).toMatchObject({ status: "succeeded", attempt: 2, workerId: "two" });
  });

  test("while its heartbeat is fresh, nobody takes it over", async () => {
    bench.when("verify", async () => ({}));
    const id = await bench.queued();
    const heartbeatAt = new Date();
    await bench.control.owner.operation.update({
      where: { id },
      data: { status: "running", attempt: 1, workerId: "alive", heartbeatAt },
    });
    await bench.deliver(bench.two, id);
    const { startedAt } = await bench.row(id);
    expect((startedAt?.getTime() ?? 0) - heartbeatAt.getTime()).toBeGreaterThan(8_000);
  });

  test("a slow worker loses: it does no further step and reports nothing beside its successor", async () => {
    const slow = gate();
    const done: string[] = [];
    bench.when("verify", async (run) => {
      const { workerId } = run.worker;
      await run.step("first", z.void(), async () => {
        // The slow one notices no abort: it is stopped as by SIGSTOP.
        if (workerId === "one") await slow.opened;
        done.push(`first by ${workerId}`);
      });
      await run.step("second", z.void(), async () => {
        done.push(`second by ${workerId}`);
      });
      return { result: { by: workerId }, commit: async () => void done.push(`recorded by ${workerId}`) };
    });
    const id = await bench.queued();
    const first = bench.deliver(bench.one, id);
    await until(
      "the first attempt to work",
      async () => (await bench.row(id)).steps[0]?.status === "running",
    );
    const second = bench.deliver(bench.two, id);
    await until("the second worker to take over", async () => {
      // As if the first one had not been able to write for a while.
      await bench.control.owner.operation.updateMany({
        where: { id, attempt: 1 },
        data: { heartbeatAt: null },
      });
      return (await bench.row(id)).attempt === 2;
    });
    await second;
    slow.open();
    await first;
    expect(done).toEqual(["first by two", "second by two", "recorded by two", "first by one"]);
    expect(await bench.row(id)).toMatchObject({
      status: "succeeded",
      attempt: 2,
      result: { by: "two" },
      steps: [
        { name: "first", status: "succeeded", attempt: 2 },
        { name: "second", status: "succeeded", attempt: 2 },
      ],
    });
    expect(await bench.outcomes(id)).toHaveLength(1);
  });

  test("a worker that is told to shut down hands its operation over", async () => {
    const work = gate();
    let isSecond = false;
    bench.when("verify", async (run) => {
      await run.step("copy", z.void(), () => (isSecond ? Promise.resolve() : work.work(run)));
      return {};
    });
    const id = await bench.queued();
    const shutdown = new AbortController();
    const first = bench.deliver(bench.one, id, { jobSignal: shutdown.signal });
    await until("the step to run", async () => (await bench.row(id)).steps[0]?.status === "running");
    isSecond = true;
    shutdown.abort();
    await expect(first).rejects.toMatchObject({ reason: "released" });
    expect(await bench.row(id)).toMatchObject({ status: "running", finishedAt: null, heartbeatAt: null });
    expect(await bench.outcomes(id)).toEqual([]);
    await bench.deliver(bench.two, id);
    expect(await bench.row(id)).toMatchObject({ status: "succeeded", attempt: 2 });
  });
});

describe("never two on one cluster", () => {
  test("an exclusive operation waits for the one before it, and says so", async () => {
    const first = gate();
    const running: string[] = [];
    const { id: resourceId } = await addResource(bench.control);
    const a = await bench.queued("backup", resourceId);
    const record: OperationHandler = async (run) => {
      running.push(`begin ${run.operation.kind}`);
      if (run.operation.id === a) await run.step("copy", z.void(), () => first.work(run));
      running.push(`end ${run.operation.kind}`);
      return {};
    };
    bench.when("backup", record);
    bench.when("restore", record);
    const backup = bench.deliver(bench.one, a);
    await until("the backup to run", async () => (await bench.row(a)).status === "running");
    const b = await bench.queued("restore", resourceId);
    const restore = bench.deliver(bench.two, b);
    await until("the restore to wait", async () => (await bench.row(b)).waitingFor !== null);
    expect(await bench.row(b)).toMatchObject({
      status: "queued",
      waitingFor: "the full backup that is running",
    });
    first.open();
    await Promise.all([backup, restore]);
    expect(running).toEqual(["begin backup", "end backup", "begin restore", "end restore"]);
    expect(await bench.row(b)).toMatchObject({ status: "succeeded", waitingFor: null });
  });

  test("they begin in the order they were asked for, a restore before backups that have not begun", async () => {
    const began: string[] = [];
    const { id: resourceId } = await addResource(bench.control);
    const record: OperationHandler = async (run) => {
      began.push(run.operation.id);
      return {};
    };
    bench.when("backup", record);
    bench.when("restore", record);
    const [first, second] = [
      await bench.queued("backup", resourceId),
      await bench.queued("backup", resourceId),
    ];
    const restore = await bench.queued("restore", resourceId);
    const delivered = [second, first, restore].map((id, index) =>
      bench.deliver(index % 2 ? bench.one : bench.two, id),
    );
    await Promise.all(delivered);
    expect(began).toEqual([restore, first, second]);
  });

  test("what only reads does not wait", async () => {
    const first = gate();
    const { id: resourceId } = await addResource(bench.control);
    bench.when("backup", async (run) => {
      await run.step("copy", z.void(), () => first.work(run));
      return {};
    });
    bench.when("restore-preview", async () => ({}));
    const a = await bench.queued("backup", resourceId);
    const running = bench.deliver(bench.one, a);
    await until("the backup to run", async () => (await bench.row(a)).status === "running");
    const b = await bench.queued("restore-preview", resourceId);
    await bench.deliver(bench.two, b);
    expect((await bench.row(b)).status).toBe("succeeded");
    first.open();
    await running;
  });

  test("of ten exclusive operations delivered at once, one runs at a time", async () => {
    let now = 0;
    let most = 0;
    const { id: resourceId } = await addResource(bench.control);
    bench.when("backup", async (run) => {
      await run.step("copy", z.void(), async () => {
        most = Math.max(most, ++now);
        await run.worker.db.$queryRaw`SELECT pg_sleep(0.05)::text`;
        now--;
      });
      return {};
    });
    const ids = await Promise.all(Array.from({ length: 10 }, () => bench.queued("backup", resourceId)));
    await Promise.all(ids.map((id, index) => bench.deliver(index % 2 ? bench.one : bench.two, id)));
    expect(most).toBe(1);
    const succeeded = { id: { in: ids }, status: "succeeded" as const };
    expect(await bench.control.owner.operation.count({ where: succeeded })).toBe(10);
  });

  test("the queue hands out one exclusive operation of a resource at a time, oldest first, a restore before them", async () => {
    const { boss } = bench.control.queue.worker;
    const take = async () => {
      const options = { groupConcurrency: 1, includeMetadata: true as const };
      const [job] = await boss.fetch<{ operationId: string }>(queueName(TEST_HOST), options);
      return job?.data.operationId ?? null;
    };
    for (let left = await take(); left !== null; left = await take())
      await boss.complete(queueName(TEST_HOST), left);
    const { id: resourceId } = await addResource(bench.control);
    const first = await bench.queued("backup", resourceId);
    await bench.queued("backup", resourceId);
    expect(await take()).toBe(first);
    expect(await take()).toBeNull();
    const restore = await bench.queued("restore", resourceId);
    const other = await bench.queued("backup", (await addResource(bench.control)).id);
    expect(await take()).toBe(other);
    // Its worker is killed: the queue delivers it again, and in between hands out another one of the resource.
    await boss.fail(queueName(TEST_HOST), first);
    expect(await take()).toBe(restore);
    await bench.control.owner.operation.update({
      where: { id: first },
      data: { status: "running", attempt: 1, workerId: "dead", heartbeatAt: new Date() },
    });
    const delivered = runOperation(bench.one, restore, {
      jobSignal: new AbortController().signal,
      isLastDelivery: false,
    });
    await delivered;
    // It gave its place back, so that what holds the resource can be delivered: nobody waits for the other for ever.
    expect(await bench.row(restore)).toMatchObject({ status: "queued", attempt: 0 });
    await until("the dead worker's operation to be delivered", async () => (await take()) === first);
  });
});
