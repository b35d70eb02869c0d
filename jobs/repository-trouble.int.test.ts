import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { postgresTool } from "#e2e/fixtures/scratch-cluster.ts";
import { until } from "#e2e/fixtures/until.ts";
import { openResource } from "#jobs/open-resource.ts";
import { verifyRepository } from "#lib/backups/verify-repository.ts";
import { systemClock } from "#lib/context.ts";
import type { BackupSet } from "#lib/db/generated/client.ts";
import { loadLiveRpos } from "#lib/objectives/load-live-rpos.ts";
import { loadWindows } from "#lib/recovery/load-windows.ts";
import { setUpResource } from "#lib/resources/set-up-resource.ts";

let site: ProtectedResource;
beforeAll(async () => {
  site = await createProtectedResource();
  expect((await site.backUp("full")).status).toBe("succeeded");
});
afterAll(() => site?.close());

const sets = (where: object = {}) =>
  site.control.owner.backupSet.findMany({
    where: { resourceId: site.resource.id, ...where },
    orderBy: { stoppedAtMicros: "asc" },
  });

async function newest(): Promise<BackupSet> {
  const set = (await sets({ state: "present" })).at(-1);
  if (!set) throw new Error("there is no set");
  return set;
}

/** Files of the repository whose path has this in it. */
async function repositoryFiles(part: string): Promise<string[]> {
  const entries = await readdir(site.repositoryPath, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(part));
}

/** One file of a set that holds data of the cluster. */
async function dataFileOf(label: string): Promise<string> {
  const files = await repositoryFiles(`/${label}/`);
  const found =
    files.find((file) => /\/bundle\/\d+$/.test(file)) ?? files.find((file) => file.includes("pg_data"));
  if (!found) throw new Error(`${label} has no data files: ${files.join(", ")}`);
  return found;
}

async function verify() {
  const { id } = await verifyRepository(site.people.operator.ctx(), {
    resourceId: site.resource.id,
    repositoryId: site.repositoryIds[0] ?? "",
  });
  return site.finished(id);
}

async function liveRpo() {
  const { id } = site.resource;
  const found = (await loadLiveRpos(site.control.owner, systemClock(), [id])).get(id);
  if (!found) throw new Error("every resource has an answer");
  return found;
}

/** The worker looks at a repository every 15 s; this makes it due. */
async function lookNow(): Promise<void> {
  await site.control.owner.recoveryWindow.updateMany({ data: { computedAtMicros: 0n } });
}

/** As if an hour had gone by: what was proven then is looked at again. */
async function forgetProofs(): Promise<void> {
  // A look that is under way may have found the damage already: what it wrote stays.
  await site.control.owner.backupSet.updateMany({
    where: { problem: null },
    data: { storedAt: new Date(Date.now() - 2 * 3_600_000) },
  });
  await lookNow();
}

test("a set whose file was removed behind our back loses its rungs, and so does what builds on it", async () => {
  const full = await newest();
  await rm(await dataFileOf(full.label));
  const onTop = await site.backUp("incr");
  // Where a page that has changed needs the lost file, the engine notices before we do.
  expect(onTop.status).toBe("failed");
  expect(["set-incomplete", "file-missing"]).toContain(onTop.error?.reason);
  await forgetProofs();
  const damaged = await until("the damage to be seen", async () => {
    const set = await site.control.owner.backupSet.findUnique({ where: { id: full.id } });
    return set?.problem ? set : null;
  });
  expect(damaged).toMatchObject({ storedAt: null, chainAt: null });
  for (const set of await sets({ type: "incr" }))
    expect(set).toMatchObject({ storedAt: null, chainAt: null });
  const moment = await site.insert("after the damage");
  const preview = await site.preview({
    target: { kind: "time", micros: moment.toString() },
    destination: { kind: "new-instance" },
  });
  expect(preview).toMatchObject({ status: "failed", error: { reason: "nothing-restorable" } });
  // It was the only full set: the answer on the screens is the preview's.
  const [window] = await loadWindows(site.control.owner, site.resource.id);
  expect(window).toMatchObject({ ranges: [], newest: null });
  expect(await liveRpo()).toMatchObject({ kind: "unknown" });
});

test("flipped bytes are found by a verification, and no later look at file sizes heals them", async () => {
  expect((await site.backUp("full")).status).toBe("succeeded");
  const full = await newest();
  const victim = await dataFileOf(full.label);
  const bytes = await readFile(victim);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 0xff, bytes.length >> 1);
  await writeFile(victim, bytes);
  expect(await verify()).toMatchObject({ status: "failed", error: { reason: "repository-damaged" } });
  const look = () => site.control.owner.backupSet.findUniqueOrThrow({ where: { id: full.id } });
  expect(await look()).toMatchObject({ checksummedAt: null, problem: expect.stringContaining("damaged") });
  await site.control.owner.backupSet.update({ where: { id: full.id }, data: { storedAt: new Date(0) } });
  await lookNow();
  await until("another look at the files", async () => {
    const { storedAt } = await look();
    return storedAt !== null && Date.now() - storedAt.getTime() < 3_600_000;
  });
  expect(await look()).toMatchObject({ problem: expect.stringContaining("damaged"), chainAt: null });
});

test("a set that vanished is shown as missing, never dropped", async () => {
  expect((await site.backUp("full")).status).toBe("succeeded");
  const incr = await site.backUp("incr");
  expect(incr.status).toBe("succeeded");
  const vanished = await newest();
  const { context } = await site.startWorker();

  const { engineRun } = await openResource(context, site.resource.id, {
    signal: AbortSignal.timeout(60_000),
    log: () => undefined,
    progress: () => undefined,
  });
  await context.engine.expire(engineRun, {
    repositoryId: site.repositoryIds[0] ?? "",
    label: vanished.label,
    heldLabels: [],
  });
  await lookNow();
  await until("the set to be missed", async () => {
    const row = await site.control.owner.backupSet.findUnique({ where: { id: vanished.id } });
    return row?.state === "missing" && row.problem !== null;
  });
});

test("after a hole in the WAL the window shows it, nothing beyond is called restorable, and a full backup is queued at once", async () => {
  const before = await site.insert("before the hole");
  await site.cluster.query("SELECT pg_switch_wal()");
  await site.insert("inside the hole");
  const [lost] = await site.cluster.query<{ name: string }>(
    "SELECT pg_walfile_name(pg_switch_wal()) AS name",
  );
  const file = await until("the segment to be archived", async () =>
    // Not the temporary file it is written to first.
    (await repositoryFiles(`/${lost?.name}-`)).find((path) => /-[0-9a-f]{40}(\.zst)?$/.test(path)),
  );
  await site.stopWorker();
  await rm(file);
  await site.insert("after the hole");
  await site.cluster.query("SELECT pg_switch_wal()");
  const startedAt = new Date();
  await site.startWorker();
  await lookNow();
  const queued = await until("a full backup to be queued", () =>
    site.control.owner.operation.findFirst({
      where: { kind: "backup", createdAt: { gt: startedAt }, input: { path: ["type"], equals: "full" } },
    }),
  );
  await site.succeeded(queued.id);
  await lookNow();
  const window = await until("the hole to be closed by it", async () => {
    const [found] = await loadWindows(site.control.owner, site.resource.id);
    const gap = found?.gaps.find(({ missingSegments }) => missingSegments > 0);
    return found && gap && gap.toMicros !== null ? { found, gap } : null;
  });
  expect(BigInt(window.gap.fromMicros)).toBeGreaterThanOrEqual(before - 5_000_000n);
  expect(window.found.ranges.length).toBeGreaterThan(1);
});

test("WAL that a verification finds damaged is a gap until one finds it whole, and no restore goes through it", async () => {
  expect((await site.backUp("full")).status).toBe("succeeded");
  await site.insert("before the damage");
  await site.cluster.query("SELECT pg_switch_wal()");
  const inside = await site.insert("inside the damage");
  const [segment] = await site.cluster.query<{ name: string }>(
    "SELECT pg_walfile_name(pg_switch_wal()) AS name",
  );
  const file = await until("the segment to be archived", async () =>
    (await repositoryFiles(`/${segment?.name}-`)).find((path) => /-[0-9a-f]{40}(\.zst)?$/.test(path)),
  );
  const whole = await readFile(file);
  const broken = Buffer.from(whole);
  broken.writeUInt8(broken.readUInt8(broken.length >> 1) ^ 0xff, broken.length >> 1);
  await writeFile(file, broken);
  expect(await verify()).toMatchObject({ status: "failed", error: { reason: "repository-damaged" } });
  const damagedGap = async () => {
    const [window] = await loadWindows(site.control.owner, site.resource.id);
    return window?.gaps.find(({ reason }) => reason.includes("damaged, found by the verification of"));
  };
  await lookNow();
  // The full backup that is due beyond a gap closes it.
  await until("the gap", async () => (await damagedGap())?.toMicros);
  const target = { kind: "time", micros: inside.toString() } as const;
  expect(await site.preview({ target, destination: { kind: "in-place" } })).toMatchObject({
    status: "failed",
    error: { reason: "in-gap" },
  });
  await writeFile(file, whole);
  await verify();
  await lookNow();
  await until("the gap to be gone", async () => (await damagedGap()) === undefined);
  const again = await site.preview({ target, destination: { kind: "new-instance" } });
  expect(again.status).toBe("succeeded");
});

test("while archiving is stuck the live loss grows, and is nothing again when it flows", async () => {
  await site.cluster.query("ALTER SYSTEM SET archive_command = 'false'");
  await site.cluster.query("SELECT pg_reload_conf()");
  await site.insert("not archived");
  await site.cluster.query("SELECT pg_switch_wal()");
  const first = await until("a loss", async () => {
    const seen = await liveRpo();
    return seen.kind === "known" && seen.lossMs > 2_000 ? seen : null;
  });
  await until("the loss to grow", async () => {
    const seen = await liveRpo();
    return seen.kind === "known" && seen.lossMs > first.lossMs + 3_000;
  });
  await site.cluster.query("ALTER SYSTEM RESET archive_command");
  const { id } = await setUpResource(site.people.admin.ctx(), { id: site.resource.id, allowRestart: false });
  await site.succeeded(id);
  await site.cluster.query("SELECT pg_switch_wal()");
  await until("nothing to be lost", async () => {
    const seen = await liveRpo();
    return seen.kind === "known" && seen.lossMs === 0;
  });
});

test("pages that were broken when they were copied stay a problem of the set, however intact the copy is", async () => {
  await site.cluster.query("CREATE TABLE broken AS SELECT generate_series(1, 1000) AS i");
  const [table] = await site.cluster.query<{ path: string }>(
    "SELECT current_setting('data_directory') || '/' || pg_relation_filepath('broken') AS path",
  );
  await site.cluster.halt("fast");
  await postgresTool("pg_checksums", ["--enable", "-D", site.cluster.cluster.dataDirectory]);
  const pages = await readFile(table?.path ?? "");
  pages.writeUInt8(pages.readUInt8(8_000) ^ 0xff, 8_000);
  await writeFile(table?.path ?? "", pages);
  await site.cluster.start();
  expect(await site.backUp("full")).toMatchObject({ status: "failed", error: { reason: "page-errors" } });
  await lookNow();
  const broken = await until("the set to be listed", async () => (await sets({ hasPageErrors: true }))[0]);
  await verify();
  const [after] = await sets({ id: broken.id });
  expect(after?.checksummedAt).not.toBeNull();
  expect(after?.problem).toBe("PostgreSQL pages with wrong checksums were copied.");
});
