import { join } from "node:path";
import fc from "fast-check";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type ProtectedCluster,
  restoreToTarget,
  startProtectedCluster,
} from "#e2e/fixtures/protected-cluster.ts";
import type { Archive, EngineBackupSet, WalEvent } from "#lib/engines/engine.ts";
import { pgbackrest } from "#lib/engines/pgbackrest/pgbackrest.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { isoToMicros } from "#lib/format/instant.ts";
import { compareLsn } from "#lib/format/lsn.ts";
import { countAfter } from "./count-after.ts";
import { type LocatableTarget, type LocatedTarget, locateTarget } from "./locate-target.ts";

/** The server's own word for what happened in which order: its WAL, read in one piece. */
interface WrittenCommit {
  lsn: string;
  micros: bigint;
  ids: number[];
}

const engine = pgbackrest();
let source: ProtectedCluster;
let archive: Archive;
let sets: EngineBackupSet[];
let written: WrittenCommit[];
const known = new Map<string, Promise<WalEvent[]>>();

beforeAll(async () => {
  source = await startProtectedCluster(engine, {
    // Small segments: many records begin in one and end in the next. More connections than a default server has.
    initdbArgs: ["--wal-segsize=1"],
    settings: {
      max_prepared_transactions: "20",
      max_connections: "130",
      max_wal_size: "2GB",
      wal_keep_size: "2GB",
      archive_timeout: "0",
    },
  });
  await source.query("CREATE TABLE row (id serial PRIMARY KEY, text text)");
  await write(8);
  await backup("full");
  await write(24);
  await backup("incr");
  await write(24);
  archive = await source.archiveNow();
  sets = await engine.listBackupSets(source.run, source.repository.id);
  written = await readWrittenCommits();
}, 300_000);
afterAll(() => source?.stop());

const backup = (type: "full" | "incr") =>
  engine.backup(source.run, { repositoryId: source.repository.id, type, annotations: {} });

/** Several at once, with every kind of commit there is. */
async function write(rounds: number): Promise<void> {
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    const client = new Client({
      host: source.cluster.socketDirectory,
      port: source.cluster.port,
      user: source.cluster.user,
      database: "postgres",
    });
    await client.connect();
    const insert = "INSERT INTO row (text) VALUES (repeat(md5(random()::text), 1 + (random() * 200)::int))";
    for (let round = 0; round < rounds; round += 1) {
      const kind = (round + writer) % 8;
      if (kind === 0) {
        const name = `prepared_${writer}_${round}`;
        await client.query(`BEGIN; ${insert}; PREPARE TRANSACTION '${name}'`);
        await client.query(`COMMIT PREPARED '${name}'`);
      } else if (kind === 1) {
        await client.query(`BEGIN; ${insert}; SAVEPOINT a; ${insert}; SAVEPOINT b; ${insert}; COMMIT`);
      } else if (kind === 2) {
        // A commit record of tens of kilobytes: it names every dropped file and invalidated entry.
        const tables = Array.from({ length: 40 }, (_unused, index) => `t_${writer}_${index}`);
        await client.query(
          `BEGIN; ${tables.map((table) => `CREATE TABLE ${table} (a int PRIMARY KEY, b text)`).join("; ")}; COMMIT`,
        );
        await client.query(
          `BEGIN; ${insert}; ${tables.map((table) => `DROP TABLE ${table}`).join("; ")}; COMMIT`,
        );
      } else if (kind === 3) {
        await client.query(`BEGIN; ${insert}; ROLLBACK`);
      } else {
        await client.query(insert);
      }
    }
    await client.end();
  });
  await Promise.all(writers);
}

async function readWrittenCommits(): Promise<WrittenCommit[]> {
  const { stdout } = await runCommand({
    file: join(source.cluster.binDirectory, "pg_waldump"),
    args: [
      "--path",
      join(source.cluster.dataDirectory, "pg_wal"),
      "--rmgr=Transaction",
      archive.segments[0]?.name ?? "",
      archive.segments.at(-1)?.name ?? "",
    ],
    timeoutMs: 60_000,
    signal: source.run.signal,
    maxStdoutBytes: 500_000_000,
  });
  const rows = await source.query<{ id: number; xid: string }>("SELECT id, xmin::text AS xid FROM row");
  const byXid = new Map<string, number[]>();
  for (const { id, xid } of rows) byXid.set(xid, [...(byXid.get(xid) ?? []), id]);
  return stdout.split("\n").flatMap((line): WrittenCommit[] => {
    const match =
      /tx: +(\d+), lsn: (\S+), .* desc: COMMIT(?:_PREPARED (\d+):)? (\S+) (\S+) UTC(?:.*?; subxacts: ([\d ]+))?/.exec(
        line,
      );
    if (!match) return [];
    const [, own = "", lsn = "", prepared, day, time, children = ""] = match;
    const xids = [prepared ?? own, ...children.trim().split(" ")];
    const ids = xids.flatMap((xid) => byXid.get(xid) ?? []);
    return [{ lsn: unpadded(lsn), micros: isoToMicros(`${day}T${time}Z`), ids }];
  });
}

const unpadded = (lsn: string) => lsn.replace(/\/0+(?=.)/, "/");

function locate(target: LocatableTarget, safeUntilMicros: bigint | null = null): Promise<LocatedTarget> {
  return locateTarget({ archive, sets, safeUntilMicros }, target, (segment) => {
    const events = known.get(segment.key) ?? engine.readWalEvents(source.run, source.repository.id, segment);
    known.set(segment.key, events);
    return events;
  });
}

async function restoredIds(located: LocatedTarget): Promise<number[]> {
  const restored = await restoreToTarget(engine, source, located);
  const rows = await restored.query<{ id: number }>("SELECT id FROM row ORDER BY id");
  await restored.stop();
  return rows.map(({ id }) => id);
}

/** WAL order decides: everything before the first commit later than the instant. */
function expectedIds(micros: bigint): number[] {
  const crossing = written.findIndex((commit) => commit.micros > micros);
  const kept = crossing < 0 ? written : written.slice(0, crossing);
  return kept.flatMap(({ ids }) => ids).sort((a, b) => a - b);
}

const setStop = (index: number) => sets[index]?.stopLsn ?? "0/0";
const after = (lsn: string) => written.filter((commit) => compareLsn(commit.lsn, lsn) > 0);

test("reading segment by segment finds every commit, also those that begin in one and end in the next", async () => {
  expect(archive.segmentBytes).toBe(1024 * 1024);
  expect(archive.segments.length).toBeGreaterThan(10);
  const events: WalEvent[] = [];
  for (const segment of archive.segments) {
    events.push(...(await engine.readWalEvents(source.run, source.repository.id, segment)));
  }
  const commits = events.filter(({ kind }) => kind === "commit");
  expect(commits.map(({ lsn, atMicros }) => [lsn, atMicros])).toEqual(
    written.map(({ lsn, micros }) => [lsn, micros]),
  );
  const rows = await source.query<{ id: number }>("SELECT id FROM row ORDER BY id");
  expect(expectedIds(2n ** 62n)).toEqual(rows.map(({ id }) => id));
});

test("a restore to any instant has exactly the rows that had been committed, to the row", async () => {
  const commits = after(setStop(0));
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: commits.length - 2 }),
      fc.constantFrom(-1n, 0n, 1n, 250n),
      async (index, offset) => {
        const micros = (commits[index]?.micros ?? 0n) + offset;
        expect(await restoredIds(await locate({ kind: "time", micros }))).toEqual(expectedIds(micros));
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
}, 300_000);

test("latest, and an instant on a database that was idle since, are the last commit", async () => {
  const all = expectedIds(2n ** 62n);
  const latest = await locate({ kind: "latest" });
  expect(await restoredIds(latest)).toEqual(all);
  const idle = (written.at(-1)?.micros ?? 0n) + 3_600_000_000n;
  await expect(locate({ kind: "time", micros: idle })).rejects.toMatchObject({ reason: "beyond-window" });
  expect(await locate({ kind: "time", micros: idle }, idle)).toEqual(latest);
});

test("the set itself, and the first instant after it, hold the same rows", async () => {
  for (const [index, set] of sets.entries()) {
    const next = after(setStop(index))[0];
    const before = written.filter((commit) => compareLsn(commit.lsn, set.stopLsn) < 0).at(-1);
    const immediate = await locate({ kind: "immediate", label: set.label });
    const micros = (next?.micros ?? 0n) - 1n;
    const byInstant = await locate({ kind: "time", micros });
    if (before && before.micros <= micros) expect(byInstant).toMatchObject({ label: set.label });
    expect(await restoredIds(immediate)).toEqual(
      written
        .filter((commit) => compareLsn(commit.lsn, set.stopLsn) < 0)
        .flatMap(({ ids }) => ids)
        .sort((a, b) => a - b),
    );
  }
});

test("what a restore would lose is counted commit by commit", async () => {
  const target = after(setStop(1))[10];
  const located = await locate({ kind: "lsn", lsn: target?.lsn ?? "0/0" });
  const counted = await countAfter({ archive, sets }, located, (segment) =>
    engine.readWalEvents(source.run, source.repository.id, segment),
  );
  expect(counted).toMatchObject({ commits: after(target?.lsn ?? "0/0").length, isExact: true });
  expect(counted.walBytes).toBeGreaterThan(0n);
});
