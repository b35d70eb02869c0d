import { readdir, readFile, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { until } from "#e2e/fixtures/until.ts";
import { systemClock } from "#lib/context.ts";
import { loadLiveRpos } from "#lib/objectives/load-live-rpos.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";

let site: ProtectedResource;
beforeAll(async () => {
  site = await createProtectedResource();
  await site.insert("in the full");
  expect((await site.backUp("full")).status).toBe("succeeded");
});
afterAll(() => site?.close());

const inPlace = { kind: "in-place" } as const;
const at = (micros: bigint) => ({ kind: "time", micros: micros.toString() }) as const;

function expectSuccess(done: RestoreDto): void {
  expect(done.operation?.error).toBeNull();
  expect(done.status).toBe("succeeded");
}

/** What the new timeline would lose is counted from where it left the old one, which the archive has. */
async function expectLossFromTheTarget({ resource, receipt, operation }: RestoreDto): Promise<void> {
  const history = await readFile(join(site.cluster.cluster.dataDirectory, "pg_wal/00000002.history"), "utf8");
  const [timeline, lsn] = history.trim().split("\t");
  expect({ timeline, lsn }).toEqual({ timeline: "1", lsn: receipt?.reachedLsn });
  await until("the cluster to be looked at again", () =>
    site.control.owner.positionSample.findFirst({ where: { resourceId: resource.id, timeline: 2 } }),
  );
  const live = (await loadLiveRpos(site.control.owner, systemClock(), [resource.id])).get(resource.id);
  const sinceStartMs = Date.now() - Date.parse(operation?.startedAt ?? "");
  const lossMs = live?.kind === "known" ? live.lossMs : null;
  // Not nothing: the transactions after the target have the numbers of those that it undid.
  expect(lossMs).toBeGreaterThan(0);
  expect(lossMs).toBeLessThan(sinceStartMs);
}

test("a restore to an instant brings back exactly the rows of that instant, and undo works after new writes and a new backup, and so does undo of the undo", async () => {
  const moment = await site.insert("kept");
  await site.insert("dropped by the restore");
  const before = await site.rows();
  const done = await site.restore({ target: at(moment), destination: inPlace });
  expectSuccess(done);
  expect(await site.rows()).toEqual(["in the full", "kept"]);
  expect(done.receipt).toMatchObject({ newTimeline: 2, lastCommitMicros: expect.any(String) });
  expect(done.receipt?.checks.every(({ passed }) => passed)).toBe(true);
  expect(done.wayBack).toMatchObject({ kind: "backup", timeline: 1 });
  await expectLossFromTheTarget(done);
  expect(await site.auditActions(done.change.id)).toEqual([
    "restore.request",
    "restore.approve",
    "restore.start",
    "restore.succeed",
  ]);

  await site.insert("written on the new timeline");
  expect((await site.backUp("incr")).status).toBe("succeeded");
  const between = await site.rows();
  const undone = await site.undo(done);
  expectSuccess(undone);
  expect(await site.rows()).toEqual(before);

  const redone = await site.undo(undone);
  expectSuccess(redone);
  expect(await site.rows()).toEqual(between);
});

test("a stopped cluster is saved behind the fence, restored to a named point, and then runs for its clients", async () => {
  await site.insert("before the deploy");
  await site.cluster.query("SELECT pg_create_restore_point('before deploy 7')");
  const wanted = await site.rows();
  await site.insert("deployed");
  await site.archiveNow();
  const requested = await site.request({
    target: { kind: "name", name: "before deploy 7" },
    destination: inPlace,
  });
  await site.cluster.halt();
  const stopped = await site.request({
    target: { kind: "name", name: "before deploy 7" },
    destination: inPlace,
  });
  expect((await site.getRestore(requested.id)).status).toBe("superseded");
  expect(stopped.plan).toMatchObject({ wayBack: "backup", destination: { state: "stopped" } });
  await site.finished(await site.approve(stopped));
  const done = await site.getRestore(stopped.id);
  expectSuccess(done);
  expect(await site.rows()).toEqual(wanted);
  expect(done.wayBack?.kind).toBe("backup");
});

test("a cluster that cannot start is set aside untouched, and the newest moment comes back", async () => {
  await site.insert("the newest");
  const wanted = await site.rows();
  await site.archiveNow();
  await site.cluster.halt();
  const { dataDirectory } = site.cluster.cluster;
  await truncate(join(dataDirectory, "global/pg_control"), 100);
  const { ino } = await stat(dataDirectory);
  const requested = await site.request({ target: { kind: "latest" }, destination: inPlace });
  expect(requested.plan).toMatchObject({ wayBack: "set-aside", destination: { state: "broken" } });
  expect(requested.impact.warnings).toHaveLength(1);
  await site.finished(await site.approve(requested));
  const done = await site.getRestore(requested.id);
  expectSuccess(done);
  expect(await site.rows()).toEqual(wanted);
  if (done.wayBack?.kind !== "set-aside") throw new Error("nothing was set aside");
  expect((await stat(done.wayBack.path)).ino).toBe(ino);
  expect((await stat(join(done.wayBack.path, "global/pg_control"))).size).toBe(100);
  expect(done.canUndo).toBe(false);
  await rm(done.wayBack.path, { recursive: true });
});

test("a data directory removed under a running server comes back whole, and the plan says that there is no way back", async () => {
  const moment = await site.insert("before the disaster");
  const wanted = await site.rows();
  await site.insert("lost in the disaster");
  await site.archiveNow();
  const { dataDirectory } = site.cluster.cluster;
  await rm(dataDirectory, { recursive: true, force: true });
  const requested = await site.request({ target: at(moment), destination: inPlace });
  expect(requested.plan).toMatchObject({ wayBack: "none", destination: { state: "gone" } });
  await site.finished(await site.approve(requested));
  expectSuccess(await site.getRestore(requested.id));
  expect(await site.rows()).toEqual(wanted);
});

test("no fence is left behind, and the owner's log goes on where it was", async () => {
  expect(await readdir(join(site.env.directory, "fence"))).toEqual([]);
});
