import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addApproved } from "#e2e/fixtures/sample-requests.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { replaceHandler, testWorker } from "#e2e/fixtures/test-worker.ts";
import { until } from "#e2e/fixtures/until.ts";
import type { OperationHandler, OperationRun } from "#jobs/operation-run.ts";
import { runOperation } from "#jobs/run-operation.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { spendApproval } from "#lib/changes/spend-approval.ts";
import { AppError } from "#lib/errors.ts";
import { v7 } from "#lib/format/uuid.ts";
import { cancelOperation } from "#lib/operations/cancel-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import type { OperationKind } from "#lib/operations/schema.ts";
import { PLAN_VERSION } from "#lib/restores/rules.ts";

let control: ControlDatabase;
let operator: Person;
let one: WorkerContext;
let two: WorkerContext;
const undo: (() => void)[] = [];

beforeAll(async () => {
  control = await createControlDatabase({ workerConnections: 20 });
  operator = await addPerson(control, ["operator"]);
  one = await testWorker(control, "one");
  two = await testWorker(control, "two");
});
afterAll(() => control.close());
afterEach(() => {
  for (const each of undo.splice(0)) each();
});

function when(kind: OperationKind, handler: OperationHandler): void {
  undo.push(replaceHandler(kind, handler));
}

const never = () => new AbortController().signal;

function deliver(
  worker: WorkerContext,
  id: string,
  options: { jobSignal?: AbortSignal; isLastDelivery?: boolean } = {},
) {
  return runOperation(worker, id, {
    jobSignal: options.jobSignal ?? never(),
    isLastDelivery: options.isLastDelivery ?? false,
  });
}

async function queued(kind: OperationKind = "verify", resourceId: string | null = null): Promise<string> {
  const { id } = await operator.ctx.db.$transaction((tx) =>
    insertOperation(operator.ctx, tx, { kind, host: TEST_HOST, resourceId }),
  );
  return id;
}

function row(id: string) {
  return control.owner.operation.findUniqueOrThrow({
    where: { id },
    include: { steps: { orderBy: { position: "asc" } }, logLines: { orderBy: { id: "asc" } } },
  });
}

function outcomes(id: string) {
  return auditOf(control.owner, { subjectId: id });
}

/** A step that goes on until the test, or somebody else, ends it. */
function gate() {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const work = async ({ signal }: OperationRun) => {
    await Promise.race([
      opened,
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    ]);
  };
  return { open, opened, work };
}

describe("one run, one outcome", () => {
  test("a finished operation has its result, steps, log and one entry", async () => {
    when("verify", async (run) => {
      const found = await run.step("count", z.object({ files: z.number() }), async () => ({ files: 7 }));
      run.log("info", "seven\0files");
      run.progress({ doneBytes: 10, totalBytes: 7 });
      return { result: found, details: { files: 7 } };
    });
    const id = await queued();
    await deliver(one, id);
    const done = await row(id);
    expect(done).toMatchObject({
      status: "succeeded",
      attempt: 1,
      workerId: "one",
      result: { files: 7 },
      errorCode: null,
      steps: [{ name: "count", status: "succeeded", attempt: 1, result: { files: 7 } }],
    });
    expect(done.finishedAt).not.toBeNull();
    expect(done.logLines.map(({ text }) => text)).toEqual([
      "Attempt 1 by one.",
      "Started.",
      "Done.",
      "sevenfiles",
    ]);
    expect(await outcomes(id)).toMatchObject([
      { action: "verify.succeed", outcome: "done", details: { files: 7 } },
    ]);
  });

  test("fifty deliveries at the same moment run it once", async () => {
    let runs = 0;
    when("verify", async (run) => {
      await run.step("count", z.void(), async () => {
        runs++;
      });
      return {};
    });
    const id = await queued();
    await Promise.all(Array.from({ length: 50 }, (_, index) => deliver(index % 2 ? one : two, id)));
    expect(runs).toBe(1);
    expect(await row(id)).toMatchObject({ status: "succeeded", attempt: 1 });
    expect(await outcomes(id)).toHaveLength(1);
  });

  test("fifty deliveries of an approved restore spend its approval once", async () => {
    const { change, operationId } = await addApproved(control);
    const plans: string[] = [];
    when("restore", async (run) => {
      const { planText } = await spendApproval(run.worker, {
        changeRequestId: run.operation.changeRequestId ?? "",
        operationId: run.operation.id,
        planVersion: PLAN_VERSION,
        requesterVerbRole: "operator",
      });
      plans.push(planText);
      return {};
    });
    await Promise.all(Array.from({ length: 50 }, () => deliver(one, operationId)));
    expect(plans).toHaveLength(1);
    const stored = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: change.id } });
    expect(stored.spentById).toBe(operationId);
    expect(await auditOf(control.owner, { subjectId: change.id, action: "restore.succeed" })).toHaveLength(1);
  });

  test("a job for an operation that has ended, or never was, does nothing", async () => {
    when("verify", async () => ({}));
    const id = await queued();
    await deliver(one, id);
    await deliver(two, id);
    await deliver(two, v7());
    expect(await row(id)).toMatchObject({ attempt: 1, workerId: "one" });
  });
});

describe("failure", () => {
  test("is recorded once, with what to try next, at the step where it happened", async () => {
    const kinds = {
      backup: "backup.fail",
      verify: "verify.fail",
      "probe-repository": "operation.fail",
    } as const;
    for (const [kind, action] of Object.entries(kinds)) {
      if (kind !== "backup" && kind !== "verify" && kind !== "probe-repository") continue;
      when(kind, async (run) => {
        await run.step("first", z.void(), async () => undefined);
        await run.step("second", z.void(), async () => {
          throw new AppError("ENGINE", "The disk is full.", { hint: "Make room.", reason: "disk-full" });
        });
        return {};
      });
      const id = await queued(kind);
      await deliver(one, id);
      expect(await row(id)).toMatchObject({
        status: "failed",
        errorCode: "ENGINE",
        errorReason: "disk-full",
        errorMessage: "The disk is full.",
        errorHint: "Make room.",
        steps: [
          { name: "first", status: "succeeded" },
          { name: "second", status: "failed" },
        ],
      });
      expect(await outcomes(id)).toMatchObject([
        { action, outcome: "failed", details: { reason: "disk-full" } },
      ]);
    }
  });

  test("of our own making tells the log, not the people", async () => {
    when("verify", async () => {
      throw new TypeError("undefined is not a function: SECRET");
    });
    const id = await queued();
    await deliver(one, id);
    const failed = await row(id);
    expect(failed).toMatchObject({ status: "failed", errorCode: "INTERNAL" });
    expect(`${failed.errorMessage} ${failed.errorHint}`).not.toContain("SECRET");
    expect(JSON.stringify(await outcomes(id))).not.toContain("SECRET");
    expect(failed.logLines.map(({ text }) => text).join()).toContain("SECRET");
  });

  test("when what was proven cannot be recorded is a failure, not a success", async () => {
    when("verify", async () => ({
      commit: async (tx) => {
        await tx.$executeRaw`SELECT 1 / 0`;
      },
    }));
    const id = await queued();
    await deliver(one, id);
    expect(await row(id)).toMatchObject({ status: "failed", errorCode: "INTERNAL", result: null });
    expect(await outcomes(id)).toMatchObject([{ action: "verify.fail", outcome: "failed" }]);
  });

  test("of a kind this worker does not know says so", async () => {
    const id = await queued();
    await control.owner.operation.update({ where: { id }, data: { kind: "teleport" } });
    await deliver(one, id);
    expect(await row(id)).toMatchObject({ status: "failed", errorCode: "INTERNAL" });
  });

  test("because the engine's lock is held is tried again by a later delivery, and ends with the last one", async () => {
    when("verify", async (run) => {
      await run.step("copy", z.void(), async () => {
        throw new AppError("ENGINE", "Another process holds the lock.", { reason: "lock-held" });
      });
      return {};
    });
    const id = await queued();
    await expect(deliver(one, id)).rejects.toMatchObject({ reason: "released" });
    expect(await row(id)).toMatchObject({
      status: "running",
      finishedAt: null,
      heartbeatAt: null,
      errorCode: null,
    });
    expect(await outcomes(id)).toEqual([]);
    await deliver(one, id, { isLastDelivery: true });
    expect(await row(id)).toMatchObject({ status: "failed", attempt: 2, errorReason: "lock-held" });
    expect(await outcomes(id)).toHaveLength(1);
  });
});

describe("steps", () => {
  test("what an earlier attempt finished is not done again: its result is read back", async () => {
    const done: string[] = [];
    const nothings = z.object({ none: z.null(), list: z.array(z.string()) });
    let isBroken = true;
    when("verify", async (run) => {
      const label = await run.step("copy", z.object({ label: z.string() }), async () => {
        done.push("copy");
        return { label: `made by attempt ${run.operation.attempt}` };
      });
      const nothing = await run.step("look", nothings, async () => ({ none: null, list: [] }));
      await run.step("read back", z.void(), async () => {
        done.push("read back");
        if (isBroken) throw new AppError("ENGINE", "locked", { reason: "lock-held" });
      });
      return { result: { ...label, nothing } };
    });
    const id = await queued();
    await expect(deliver(one, id)).rejects.toMatchObject({ reason: "released" });
    isBroken = false;
    await deliver(two, id);
    expect(done).toEqual(["copy", "read back", "read back"]);
    expect(await row(id)).toMatchObject({
      status: "succeeded",
      attempt: 2,
      result: { label: "made by attempt 1", nothing: { none: null, list: [] } },
      steps: [
        { name: "copy", attempt: 1 },
        { name: "look", attempt: 1 },
        { name: "read back", attempt: 2, status: "succeeded" },
      ],
    });
  });

  test("a result is checked before it is kept", async () => {
    when("verify", async (run) => {
      await run.step("copy", z.object({ label: z.string().min(1) }), async () => ({ label: "" }));
      return {};
    });
    const id = await queued();
    await deliver(one, id);
    expect(await row(id)).toMatchObject({
      status: "failed",
      steps: [{ name: "copy", status: "failed", result: null }],
    });
  });
});

describe("a worker that is gone, or only slow", () => {
  test("its operation is taken over once its heartbeat is old, and goes on after the last finished step", async () => {
    const done: string[] = [];
    when("verify", async (run) => {
      for (const name of ["first", "second"]) {
        await run.step(name, z.void(), async () => {
          done.push(`${name} by ${run.worker.workerId}`);
        });
      }
      return {};
    });
    const id = await queued();
    await control.owner.operation.update({
      where: { id },
      data: { status: "running", attempt: 1, workerId: "dead", heartbeatAt: new Date(Date.now() - 30_000) },
    });
    await control.owner.operationStep.create({
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
    await deliver(two, id);
    expect(done).toEqual(["second by two"]);
    expect(await row(id)).toMatchObject({ status: "succeeded", attempt: 2, workerId: "two" });
  });

  test("while its heartbeat is fresh, nobody takes it over", async () => {
    when("verify", async () => ({}));
    const id = await queued();
    const heartbeatAt = new Date();
    await control.owner.operation.update({
      where: { id },
      data: { status: "running", attempt: 1, workerId: "alive", heartbeatAt },
    });
    await deliver(two, id);
    const { startedAt } = await row(id);
    expect((startedAt?.getTime() ?? 0) - heartbeatAt.getTime()).toBeGreaterThan(8_000);
  });

  test("a slow worker loses: it does no further step and reports nothing beside its successor", async () => {
    const slow = gate();
    const done: string[] = [];
    when("verify", async (run) => {
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
    const id = await queued();
    const first = deliver(one, id);
    await until("the first attempt to work", async () => (await row(id)).steps[0]?.status === "running");
    const second = deliver(two, id);
    await until("the second worker to take over", async () => {
      // As if the first one had not been able to write for a while.
      await control.owner.operation.updateMany({ where: { id, attempt: 1 }, data: { heartbeatAt: null } });
      return (await row(id)).attempt === 2;
    });
    await second;
    slow.open();
    await first;
    expect(done).toEqual(["first by two", "second by two", "recorded by two", "first by one"]);
    expect(await row(id)).toMatchObject({
      status: "succeeded",
      attempt: 2,
      result: { by: "two" },
      steps: [
        { name: "first", status: "succeeded", attempt: 2 },
        { name: "second", status: "succeeded", attempt: 2 },
      ],
    });
    expect(await outcomes(id)).toHaveLength(1);
  });

  test("a worker that is told to shut down hands its operation over", async () => {
    const work = gate();
    let isSecond = false;
    when("verify", async (run) => {
      await run.step("copy", z.void(), () => (isSecond ? Promise.resolve() : work.work(run)));
      return {};
    });
    const id = await queued();
    const shutdown = new AbortController();
    const first = deliver(one, id, { jobSignal: shutdown.signal });
    await until("the step to run", async () => (await row(id)).steps[0]?.status === "running");
    isSecond = true;
    shutdown.abort();
    await expect(first).rejects.toMatchObject({ reason: "released" });
    expect(await row(id)).toMatchObject({ status: "running", finishedAt: null, heartbeatAt: null });
    expect(await outcomes(id)).toEqual([]);
    await deliver(two, id);
    expect(await row(id)).toMatchObject({ status: "succeeded", attempt: 2 });
  });
});

describe("cancelling", () => {
  test("what was cancelled in the queue is never run", async () => {
    let runs = 0;
    when("verify", async () => {
      runs++;
      return {};
    });
    const id = await queued();
    await cancelOperation(operator.ctx, { id });
    await deliver(one, id);
    expect(runs).toBe(0);
    expect(await row(id)).toMatchObject({ status: "cancelled", attempt: 0 });
  });

  test("what runs is interrupted within seconds, and then says by whom it was cancelled", async () => {
    const work = gate();
    when("backup", async (run) => {
      await run.step("copy", z.void(), () => work.work(run));
      return {};
    });
    const { id: resourceId } = await addResource(control);
    const { id } = await startBackup(operator.ctx, { resourceId, type: "full" });
    const running = deliver(one, id);
    await until("the step to run", async () => (await row(id)).steps[0]?.status === "running");
    await cancelOperation(operator.ctx, { id });
    await running;
    expect(await row(id)).toMatchObject({
      status: "cancelled",
      errorReason: "cancelled",
      errorMessage: `Stopped on request of ${operator.name}.`,
    });
    expect((await outcomes(resourceId)).map(({ action }) => action)).toEqual([
      "backup.cancel",
      "backup.start",
    ]);
    expect((await outcomes(id)).map(({ action }) => action)).toEqual(["operation.cancel"]);
  });

  test("after the point of no return it is refused, and the work goes on", async () => {
    const work = gate();
    when("restore", async (run) => {
      await run.pointOfNoReturn();
      await run.step("copy files", z.void(), () => work.work(run));
      return {};
    });
    const { operationId, requester } = await addApproved(control);
    const running = deliver(one, operationId);
    await until("the step to run", async () => (await row(operationId)).steps[0]?.status === "running");
    const cancelled = cancelOperation(requester.ctx, { id: operationId });
    await expect(cancelled).rejects.toMatchObject({ code: "CONFLICT", reason: "not-cancellable" });
    work.open();
    await running;
    expect((await row(operationId)).status).toBe("succeeded");
  });

  test("asked for just before the point of no return, it stops there and nothing further is done", async () => {
    const asked = gate();
    const done: string[] = [];
    when("restore", async (run) => {
      await run.step("check the plan", z.void(), () => asked.opened);
      await run.pointOfNoReturn();
      await run.step("stop the cluster", z.void(), async () => void done.push("stopped"));
      return {};
    });
    const { operationId, requester } = await addApproved(control);
    const running = deliver(one, operationId);
    await until("the step to run", async () => (await row(operationId)).steps[0]?.status === "running");
    await cancelOperation(requester.ctx, { id: operationId });
    asked.open();
    await running;
    expect(done).toEqual([]);
    expect((await row(operationId)).status).toBe("cancelled");
  });
});

describe("never two on one cluster", () => {
  test("an exclusive operation waits for the one before it, and says so", async () => {
    const first = gate();
    const running: string[] = [];
    const { id: resourceId } = await addResource(control);
    const [a, b] = [await queued("backup", resourceId), await queued("restore", resourceId)];
    const record: OperationHandler = async (run) => {
      running.push(`begin ${run.operation.kind}`);
      if (run.operation.id === a) await run.step("copy", z.void(), () => first.work(run));
      running.push(`end ${run.operation.kind}`);
      return {};
    };
    when("backup", record);
    when("restore", record);
    const one_ = deliver(one, a);
    await until("the backup to run", async () => (await row(a)).status === "running");
    const two_ = deliver(two, b);
    await until("the restore to wait", async () => (await row(b)).waitingFor !== null);
    expect(await row(b)).toMatchObject({
      status: "queued",
      waitingFor: "another operation on the same resource",
    });
    first.open();
    await Promise.all([one_, two_]);
    expect(running).toEqual(["begin backup", "end backup", "begin restore", "end restore"]);
    expect(await row(b)).toMatchObject({ status: "succeeded", waitingFor: null });
  });

  test("what only reads does not wait", async () => {
    const first = gate();
    const { id: resourceId } = await addResource(control);
    when("backup", async (run) => {
      await run.step("copy", z.void(), () => first.work(run));
      return {};
    });
    when("restore-preview", async () => ({}));
    const a = await queued("backup", resourceId);
    const running = deliver(one, a);
    await until("the backup to run", async () => (await row(a)).status === "running");
    const b = await queued("restore-preview", resourceId);
    await deliver(two, b);
    expect((await row(b)).status).toBe("succeeded");
    first.open();
    await running;
  });

  test("of ten exclusive operations delivered at once, one runs at a time", async () => {
    let now = 0;
    let most = 0;
    const { id: resourceId } = await addResource(control);
    when("backup", async (run) => {
      await run.step("copy", z.void(), async () => {
        most = Math.max(most, ++now);
        await run.worker.db.$queryRaw`SELECT pg_sleep(0.05)::text`;
        now--;
      });
      return {};
    });
    const ids = await Promise.all(Array.from({ length: 10 }, () => queued("backup", resourceId)));
    await Promise.all(ids.map((id, index) => deliver(index % 2 ? one : two, id)));
    expect(most).toBe(1);
    const succeeded = { id: { in: ids }, status: "succeeded" as const };
    expect(await control.owner.operation.count({ where: succeeded })).toBe(10);
  });
});
