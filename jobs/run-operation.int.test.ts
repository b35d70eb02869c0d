import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Envelope, openEnvelope } from "#e2e/fixtures/envelope.ts";
import { addApproved } from "#e2e/fixtures/sample-requests.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import { spendApproval } from "#lib/changes/spend-approval.ts";
import { AppError } from "#lib/errors.ts";
import { v7 } from "#lib/format/uuid.ts";

let bench: Envelope;
beforeAll(async () => {
  bench = await openEnvelope();
});
afterAll(() => bench.close());
afterEach(() => bench.afterEach());

describe("one run, one outcome", () => {
  test("a finished operation has its result, steps, log and one entry", async () => {
    bench.when("verify", async (run) => {
      const found = await run.step("count", z.object({ files: z.number() }), async () => ({ files: 7 }));
      run.log("info", "seven\0files");
      run.progress({ doneBytes: 10, totalBytes: 7 });
      return { result: found, details: { files: 7 } };
    });
    const id = await bench.queued();
    await bench.deliver(bench.one, id);
    const done = await bench.row(id);
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
      "Count: started.",
      "Count: done.",
      "sevenfiles",
    ]);
    expect(await bench.outcomes(id)).toMatchObject([
      { action: "verify.succeed", outcome: "done", details: { files: 7 } },
    ]);
  });

  test("fifty deliveries at the same moment run it once", async () => {
    let runs = 0;
    bench.when("verify", async (run) => {
      await run.step("count", z.void(), async () => {
        runs++;
      });
      return {};
    });
    const id = await bench.queued();
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => bench.deliver(index % 2 ? bench.one : bench.two, id)),
    );
    expect(runs).toBe(1);
    expect(await bench.row(id)).toMatchObject({ status: "succeeded", attempt: 1 });
    expect(await bench.outcomes(id)).toHaveLength(1);
  });

  test("fifty deliveries of an approved restore spend its approval once", async () => {
    const { change, operationId } = await addApproved(bench.control);
    const plans: string[] = [];
    bench.when("restore", async (run) => {
      const { planText } = await spendApproval(run.worker, {
        kind: "restore",
        changeRequestId: run.operation.changeRequestId ?? "",
        operationId: run.operation.id,
        attempt: run.operation.attempt,
      });
      plans.push(planText);
      return {};
    });
    await Promise.all(Array.from({ length: 50 }, () => bench.deliver(bench.one, operationId)));
    expect(plans).toHaveLength(1);
    const stored = await bench.control.owner.changeRequest.findUniqueOrThrow({ where: { id: change.id } });
    expect(stored.spentById).toBe(operationId);
    expect(
      await auditOf(bench.control.owner, { subjectId: change.id, action: "restore.succeed" }),
    ).toHaveLength(1);
  });

  test("a job for an operation that has ended, or never was, does nothing", async () => {
    bench.when("verify", async () => ({}));
    const id = await bench.queued();
    await bench.deliver(bench.one, id);
    await bench.deliver(bench.two, id);
    await bench.deliver(bench.two, v7());
    expect(await bench.row(id)).toMatchObject({ attempt: 1, workerId: "one" });
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
      bench.when(kind, async (run) => {
        await run.step("first", z.void(), async () => undefined);
        await run.step("second", z.void(), async () => {
          throw new AppError("ENGINE", "The disk is full.", { hint: "Make room.", reason: "disk-full" });
        });
        return {};
      });
      const id = await bench.queued(kind);
      await bench.deliver(bench.one, id);
      expect(await bench.row(id)).toMatchObject({
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
      expect(await bench.outcomes(id)).toMatchObject([
        { action, outcome: "failed", details: { reason: "disk-full" } },
      ]);
    }
  });

  test("of our own making tells the log, not the people", async () => {
    bench.when("verify", async () => {
      throw new TypeError("undefined is not a function: SECRET");
    });
    const id = await bench.queued();
    await bench.deliver(bench.one, id);
    const failed = await bench.row(id);
    expect(failed).toMatchObject({ status: "failed", errorCode: "INTERNAL" });
    expect(`${failed.errorMessage} ${failed.errorHint}`).not.toContain("SECRET");
    expect(JSON.stringify(await bench.outcomes(id))).not.toContain("SECRET");
    expect(failed.logLines.map(({ text }) => text).join()).toContain("SECRET");
  });

  test("when what was proven cannot be recorded is a failure, not a success", async () => {
    bench.when("verify", async () => ({
      commit: async (tx) => {
        await tx.$executeRaw`SELECT 1 / 0`;
      },
    }));
    const id = await bench.queued();
    await bench.deliver(bench.one, id);
    expect(await bench.row(id)).toMatchObject({ status: "failed", errorCode: "INTERNAL", result: null });
    expect(await bench.outcomes(id)).toMatchObject([{ action: "verify.fail", outcome: "failed" }]);
  });

  test("of a kind this worker does not know says so", async () => {
    const id = await bench.queued();
    await bench.control.owner.operation.update({ where: { id }, data: { kind: "teleport" } });
    await bench.deliver(bench.one, id);
    expect(await bench.row(id)).toMatchObject({ status: "failed", errorCode: "INTERNAL" });
  });

  test("because the engine's lock is held is tried again by a later delivery, and ends with the last one", async () => {
    bench.when("verify", async (run) => {
      await run.step("copy", z.void(), async () => {
        throw new AppError("ENGINE", "Another process holds the lock.", { reason: "lock-held" });
      });
      return {};
    });
    const id = await bench.queued();
    await expect(bench.deliver(bench.one, id)).rejects.toMatchObject({ reason: "released" });
    expect(await bench.row(id)).toMatchObject({
      status: "running",
      finishedAt: null,
      heartbeatAt: null,
      errorCode: null,
    });
    expect(await bench.outcomes(id)).toEqual([]);
    await bench.deliver(bench.one, id, { isLastDelivery: true });
    expect(await bench.row(id)).toMatchObject({ status: "failed", attempt: 2, errorReason: "lock-held" });
    expect(await bench.outcomes(id)).toHaveLength(1);
  });
});

describe("steps", () => {
  test("what an earlier attempt finished is not done again: its result is read back", async () => {
    const done: string[] = [];
    const nothings = z.object({ none: z.null(), list: z.array(z.string()) });
    let isBroken = true;
    bench.when("verify", async (run) => {
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
    const id = await bench.queued();
    await expect(bench.deliver(bench.one, id)).rejects.toMatchObject({ reason: "released" });
    isBroken = false;
    await bench.deliver(bench.two, id);
    expect(done).toEqual(["copy", "read back", "read back"]);
    expect(await bench.row(id)).toMatchObject({
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
    bench.when("verify", async (run) => {
      await run.step("copy", z.object({ label: z.string().min(1) }), async () => ({ label: "" }));
      return {};
    });
    const id = await bench.queued();
    await bench.deliver(bench.one, id);
    expect(await bench.row(id)).toMatchObject({
      status: "failed",
      steps: [{ name: "copy", status: "failed", result: null }],
    });
  });
});
