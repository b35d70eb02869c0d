import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Envelope, gate, openEnvelope } from "#e2e/fixtures/envelope.ts";
import { addApproved } from "#e2e/fixtures/sample-requests.ts";
import { addResource } from "#e2e/fixtures/sample-resources.ts";
import { until } from "#e2e/fixtures/until.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { cancelOperation } from "#lib/operations/cancel-operation.ts";

let bench: Envelope;
beforeAll(async () => {
  bench = await openEnvelope();
});
afterAll(() => bench.close());
afterEach(() => bench.afterEach());

describe("cancelling", () => {
  test("what was cancelled in the queue is never run", async () => {
    let runs = 0;
    bench.when("verify", async () => {
      runs++;
      return {};
    });
    const id = await bench.queued();
    await cancelOperation(bench.operator.ctx, { id });
    await bench.deliver(bench.one, id);
    expect(runs).toBe(0);
    expect(await bench.row(id)).toMatchObject({ status: "cancelled", attempt: 0 });
  });

  test("what runs is interrupted within seconds, and then says by whom it was cancelled", async () => {
    const work = gate();
    bench.when("backup", async (run) => {
      await run.step("copy", z.void(), () => work.work(run));
      return {};
    });
    const { id: resourceId } = await addResource(bench.control);
    const { id } = await startBackup(bench.operator.ctx, { resourceId, type: "full" });
    const running = bench.deliver(bench.one, id);
    await until("the step to run", async () => (await bench.row(id)).steps[0]?.status === "running");
    await cancelOperation(bench.operator.ctx, { id });
    await running;
    expect(await bench.row(id)).toMatchObject({
      status: "cancelled",
      errorReason: "cancelled",
      errorMessage: `Stopped on request of ${bench.operator.name}.`,
    });
    expect((await bench.outcomes(resourceId)).map(({ action }) => action)).toEqual([
      "backup.cancel",
      "backup.start",
    ]);
    expect((await bench.outcomes(id)).map(({ action }) => action)).toEqual(["operation.cancel"]);
  });

  test("after the point of no return it is refused, and the work goes on", async () => {
    const work = gate();
    bench.when("restore", async (run) => {
      await run.pointOfNoReturn();
      await run.step("copy files", z.void(), () => work.work(run));
      return {};
    });
    const { operationId, requester } = await addApproved(bench.control);
    const running = bench.deliver(bench.one, operationId);
    await until("the step to run", async () => (await bench.row(operationId)).steps[0]?.status === "running");
    const cancelled = cancelOperation(requester.ctx, { id: operationId });
    await expect(cancelled).rejects.toMatchObject({ code: "CONFLICT", reason: "not-cancellable" });
    work.open();
    await running;
    expect((await bench.row(operationId)).status).toBe("succeeded");
  });

  test("asked for just before the point of no return, it stops there and nothing further is done", async () => {
    const asked = gate();
    const done: string[] = [];
    bench.when("restore", async (run) => {
      await run.step("check the plan", z.void(), () => asked.opened);
      await run.pointOfNoReturn();
      await run.step("stop the cluster", z.void(), async () => void done.push("stopped"));
      return {};
    });
    const { operationId, requester } = await addApproved(bench.control);
    const running = bench.deliver(bench.one, operationId);
    await until("the step to run", async () => (await bench.row(operationId)).steps[0]?.status === "running");
    await cancelOperation(requester.ctx, { id: operationId });
    asked.open();
    await running;
    expect(done).toEqual([]);
    expect((await bench.row(operationId)).status).toBe("cancelled");
  });
});
