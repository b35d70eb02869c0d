import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { findFailedRestores } from "#lib/restores/find-failed-restores.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";

let site: ProtectedResource;
beforeAll(async () => {
  site = await createProtectedResource();
  expect((await site.backUp("full")).status).toBe("succeeded");
});
afterAll(() => site?.close());
beforeEach(() => rm(diary(), { force: true }));

const diary = () => join(site.env.directory, "diary");
const entries = async () =>
  (await readFile(diary(), "utf8").catch(() => "")).trim().split("\n").filter(Boolean);

/** A hook that writes down that it ran, whether clients could come in then, and ends as told. */
async function writeHooks(exitCodes: { stop: number; start: number; health: number }): Promise<void> {
  const { port, socketDirectory, binDirectory } = site.cluster.cluster;
  for (const [name, exitCode] of Object.entries(exitCodes)) {
    await site.writeHook(
      name,
      `if ${binDirectory}/pg_isready -q -h ${socketDirectory} -p ${port}; then open=open; else open=shut; fi
echo "${name} $open $HOLDFAST_RESOURCE" >> ${diary()}
echo "words of the ${name} hook"
exit ${exitCode}`,
    );
  }
  await site.setHooks({ stop: "stop", start: "start", health: "health" });
}

async function restoreTo(moment: bigint): Promise<RestoreDto> {
  return site.restore({
    target: { kind: "time", micros: moment.toString() },
    destination: { kind: "in-place" },
  });
}

const endOf = async ({ operation }: RestoreDto) =>
  (await findFailedRestores(site.control.owner)).find(({ operationId }) => operationId === operation?.id)
    ?.end;

const sessionsSince = async () =>
  (await site.cluster.query<{ at: string }>("SELECT pg_postmaster_start_time()::text AS at"))[0]?.at;

test("hooks run in order: stop before clients are shut out, start and health after they are let in", async () => {
  await writeHooks({ stop: 0, start: 0, health: 0 });
  const moment = await site.insert("kept");
  await site.insert("lost");
  const done = await restoreTo(moment);
  expect(done.operation?.error).toBeNull();
  expect(await entries()).toEqual(["stop open orders-db", "start open orders-db", "health open orders-db"]);
  const log = await site.control.owner.operationLogLine.findMany({
    where: { operationId: done.operation?.id, text: { contains: "words of the" } },
  });
  expect(log).toHaveLength(3);
  expect((await site.rows()).at(-1)).toBe("kept");
});

test("a stop hook that fails stops the restore before anything: same server, same rows, application started again", async () => {
  await writeHooks({ stop: 3, start: 0, health: 0 });
  const moment = await site.insert("before the refusal");
  await site.insert("still there");
  const since = await sessionsSince();
  const done = await restoreTo(moment);
  expect(done).toMatchObject({ status: "failed", canUndo: false, wayBack: null });
  expect(done.operation?.error).toMatchObject({ reason: "hook-failed" });
  expect(await endOf(done)).toBe("put-back");
  expect((await site.rows()).at(-1)).toBe("still there");
  expect(await sessionsSince()).toBe(since);
  expect(await entries()).toEqual(["stop open orders-db", "start open orders-db"]);
});

test("a health hook that fails after the data is back is no success: the receipt says both, and undo is offered", async () => {
  await writeHooks({ stop: 0, start: 0, health: 1 });
  const moment = await site.insert("data is back");
  await site.insert("gone again");
  const done = await restoreTo(moment);
  expect(done).toMatchObject({ status: "failed", canUndo: true });
  expect(done.operation?.error).toMatchObject({ code: "ENGINE", reason: "service-not-back" });
  expect(await endOf(done)).toBe("not-put-back");
  expect(done.receipt?.checks).toContainEqual(expect.objectContaining({ name: "health", passed: false }));
  expect((await site.rows()).at(-1)).toBe("data is back");
  const measured = await site.control.owner.measurement.count({ where: { operationId: done.operation?.id } });
  expect(measured).toBe(0);
  expect(await site.auditActions(done.change.id)).not.toContain("restore.succeed");
});

test("a start hook that fails leaves the restored cluster open, and says so", async () => {
  await writeHooks({ stop: 0, start: 1, health: 0 });
  const moment = await site.insert("open");
  const done = await restoreTo(moment);
  expect(done.operation?.error).toMatchObject({ reason: "service-not-back" });
  expect(await entries()).toEqual(["stop open orders-db", "start open orders-db"]);
  expect((await site.rows()).at(-1)).toBe("open");
});
