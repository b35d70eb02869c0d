import { randomInt } from "node:crypto";
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { queryInstance } from "#e2e/fixtures/query-instance.ts";
import { discardInstance } from "#lib/restores/discard-instance.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";

let site: ProtectedResource;
/** What was committed, in WAL order, with an instant and a position between each row and the next. */
const history: { text: string; micros: bigint; lsn: string }[] = [];
let label: string;

beforeAll(async () => {
  site = await createProtectedResource();
  const full = await site.backUp("full");
  label = Object.values((full.result as { labels: Record<string, string> }).labels)[0] ?? "";
  for (let n = 0; n < 40; n++) {
    const micros = await site.insert(`row ${n}`);
    const [row] = await site.cluster.query<{ lsn: string }>(
      "SELECT pg_current_wal_insert_lsn()::text AS lsn",
    );
    history.push({ text: `row ${n}`, micros, lsn: row?.lsn ?? "" });
    if (n % 10 === 9) await site.cluster.query("SELECT pg_switch_wal()");
  }
});
afterAll(async () => {
  for (const restore of made) await discard(restore).catch(() => undefined);
  await site?.close();
});

const beside = { kind: "new-instance" } as const;
const made: RestoreDto[] = [];

async function rowsOf(restore: RestoreDto): Promise<string[]> {
  const rows = await queryInstance<{ text: string }>(restore, "SELECT text FROM entries ORDER BY id");
  return rows.map(({ text }) => text);
}

async function discard(restore: RestoreDto) {
  const confirmation = `R-${restore.change.number}`;
  const { id } = await discardInstance(site.people.operator.ctx(), { id: restore.id, confirmation });
  return site.finished(id);
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

test("five random instants and positions give exactly the rows that WAL order says", async () => {
  for (let round = 0; round < 5; round++) {
    const index = randomInt(history.length);
    const chosen = history[index];
    if (!chosen) throw new Error("no such row");
    const target =
      round % 2 === 0
        ? ({ kind: "time", micros: chosen.micros.toString() } as const)
        : ({ kind: "lsn", lsn: chosen.lsn } as const);
    const restored = await site.restore({ target, destination: beside });
    made.push(restored);
    expect(await rowsOf(restored), `${target.kind} after ${chosen.text}`).toEqual(
      history.slice(0, index + 1).map(({ text }) => text),
    );
    expect((await discard(restored)).status).toBe("succeeded");
  }
});

test("the end of a set, and the newest moment, each give their rows; the original is not touched and not archived over", async () => {
  const atSet = await site.restore({ target: { kind: "immediate", label }, destination: beside });
  const newest = await site.restore({ target: { kind: "latest" }, destination: beside });
  made.push(atSet, newest);
  expect(await rowsOf(atSet)).toEqual([]);
  expect(await rowsOf(newest)).toEqual(history.map(({ text }) => text));
  expect(await queryInstance(newest, "SHOW archive_mode")).toEqual([{ archive_mode: "off" }]);
  expect(await queryInstance(newest, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect(newest.instance?.port).not.toBe(atSet.instance?.port);
  expect(await site.rows()).toEqual(history.map(({ text }) => text));

  expect((await discard(atSet)).status).toBe("succeeded");
  expect(await exists(atSet.instance?.dataDirectory ?? "")).toBe(false);
  expect(await rowsOf(newest)).toHaveLength(history.length);
});

test("discarding refuses a directory that this worker did not make", async () => {
  const victim = made.at(-1);
  if (!victim?.instance) throw new Error("there is no instance");
  const foreign = join(site.env.directory, "precious");
  await mkdir(join(foreign, "data"), { recursive: true });
  await writeFile(join(foreign, "data", "keep"), "");
  const { owner } = site.control;
  for (const dataDirectory of [
    join(foreign, "data"),
    `${site.env.directory}/instances/../data`,
    `${site.env.directory}/instances/x/../../precious/data`,
    "/data",
  ]) {
    await owner.restore.update({
      where: { id: victim.id },
      data: { instance: { ...victim.instance, dataDirectory } },
    });
    expect(await discard(victim)).toMatchObject({ status: "failed", error: { reason: "not-ours" } });
  }
  expect(await exists(join(foreign, "data", "keep"))).toBe(true);
  await owner.restore.update({ where: { id: victim.id }, data: { instance: victim.instance } });
  expect(await rowsOf(victim)).toHaveLength(history.length);
  expect((await discard(victim)).status).toBe("succeeded");
});

test("a directory or a port that is taken by the time the restore runs stops it, and nothing of it is removed", async () => {
  const requested = await site.request({ target: { kind: "latest" }, destination: beside });
  const { destination } = requested.plan;
  await mkdir(destination.dataDirectory, { recursive: true });
  await writeFile(join(destination.dataDirectory, "somebody's"), "");
  const ended = await site.finished(await site.approve(requested));
  expect(ended.error).toMatchObject({ code: "PRECONDITION", reason: "stale-plan" });
  expect(await readdir(destination.dataDirectory)).toEqual(["somebody's"]);
});
