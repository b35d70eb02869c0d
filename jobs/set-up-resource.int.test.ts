import { afterAll, beforeAll, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { until } from "#e2e/fixtures/until.ts";
import { cancelOperation } from "#lib/operations/cancel-operation.ts";
import { setUpResource } from "#lib/resources/set-up-resource.ts";

let site: ProtectedResource;
beforeAll(async () => {
  site = await createProtectedResource({ settings: { archive_mode: "off" }, setUp: false });
});
afterAll(() => site?.close());

test("archiving that needs a restart is not turned on without leave, and the cluster is not touched", async () => {
  const { id } = await setUpResource(site.people.admin.ctx(), { id: site.resource.id, allowRestart: false });
  expect(await site.finished(id)).toMatchObject({ status: "failed", error: { reason: "needs-restart" } });
  expect(await site.cluster.query("SHOW archive_mode")).toEqual([{ archive_mode: "off" }]);
});

test("a cancel in the middle of the restart is refused: the cluster does not stay down", async () => {
  const [checkpointer] = await site.cluster.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'",
  );
  const pid = checkpointer?.pid ?? 0;
  // A server that stops slowly.
  process.kill(pid, "SIGSTOP");
  const { id } = await setUpResource(site.people.admin.ctx(), { id: site.resource.id, allowRestart: true });
  try {
    await until("the restart to begin", async () => {
      const operation = await site.control.owner.operation.findUnique({ where: { id } });
      return operation?.status === "running" && !operation.isCancellable;
    });
    await expect(cancelOperation(site.people.operator.ctx(), { id })).rejects.toMatchObject({
      reason: "not-cancellable",
      hint: "Let it finish: the cluster is being restarted.",
    });
  } finally {
    process.kill(pid, "SIGCONT");
  }
  expect(await site.succeeded(id)).toMatchObject({ status: "succeeded" });
  expect(await site.cluster.query("SHOW archive_mode")).toEqual([{ archive_mode: "on" }]);
});
