import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { until } from "#e2e/fixtures/until.ts";

let site: ProtectedResource;
beforeAll(async () => {
  site = await createProtectedResource();
  expect((await site.backUp("full")).status).toBe("succeeded");
});
afterAll(() => site.close());

/** Where the repository takes WAL in. Its owner runs the server, so that it is the mode that refuses. */
async function setArchiveMode(mode: number): Promise<void> {
  const folders = (await readdir(site.repositoryPath, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.split("/").includes("archive"));
  if (folders.length === 0) throw new Error("the repository has no archive");
  for (const folder of folders) await chmod(folder, mode);
}

const findAlert = () =>
  site.control.owner.alert.findFirst({ where: { rule: "wal-archiving", resourceId: site.resource.id } });

test("archiving that breaks on a real server is told within a minute after it could be known, and over after the repair", async () => {
  expect(await findAlert()).toBeNull();
  await setArchiveMode(0o500);
  await site.insert("not archived");
  await site.cluster.query("SELECT pg_switch_wal()");
  const failedAtMs = await until(
    "the server to fail",
    async () => {
      const [server] = await site.cluster.query<{ failed: number; at: number | null }>(
        `SELECT failed_count::int AS failed, (extract(epoch FROM last_failed_time) * 1000)::float8 AS at
       FROM pg_stat_archiver`,
      );
      return server && server.failed > 0 ? server.at : null;
    },
    75_000,
  );
  const fired = await until(
    "the alert",
    async () => {
      const alert = await findAlert();
      return alert?.state === "firing" && alert.firedAt ? { ...alert, firedAt: alert.firedAt } : null;
    },
    75_000,
  );
  const [server] = await site.cluster.query<{ segment: string }>(
    "SELECT last_failed_wal AS segment FROM pg_stat_archiver",
  );
  expect(fired.firedAt.getTime() - failedAtMs).toBeLessThan(60_000);
  expect(fired.severity).toBe("critical");
  expect(fired.summary).toContain(server?.segment);
  const audited = await site.control.owner.auditEntry.findFirst({
    where: { action: "alert.fire", subjectId: fired.id },
  });
  expect(audited).not.toBeNull();

  await setArchiveMode(0o700);
  await site.insert("archived again");
  await site.cluster.query("SELECT pg_switch_wal()");
  await until("the alert to end", async () => (await findAlert())?.state === "resolved", 110_000);
}, 200_000);

test("the backup that was made is told as good news", async () => {
  const [news] = await site.control.owner.alert.findMany({ where: { rule: "backup-completed" } });
  expect(news).toMatchObject({ severity: "info", state: "resolved" });
  expect(news?.summary).toMatch(/^The full backup of orders-db succeeded in /);
});

test("a repository that cannot be read is written down in the engine's words, and forgotten when it can be", async () => {
  const look = async () => {
    // The worker reads a repository every 15 s; this makes it due.
    await site.control.owner.recoveryWindow.updateMany({ data: { computedAtMicros: 0n } });
    await site.control.owner.resourceRepository.updateMany({ data: { readAt: new Date(0) } });
    return site.control.owner.resourceRepository.findFirstOrThrow({
      where: { resourceId: site.resource.id },
      include: { repository: true },
    });
  };
  await chmod(site.repositoryPath, 0o000);
  try {
    const failed = await until("the failure", async () => {
      const row = await look();
      return row.readFailedSince ? row : null;
    });
    expect(failed.readError).toMatch(/\w+/);
  } finally {
    await chmod(site.repositoryPath, 0o700);
  }
  const { repository } = await until("a reading that succeeds", async () => {
    const row = await look();
    return row.readFailedSince === null && row.readError === null ? row : null;
  });
  expect(Number(repository.totalBytes)).toBeGreaterThan(Number(repository.freeBytes));
});
