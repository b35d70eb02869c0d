import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProtectedCluster, startProtectedCluster } from "#e2e/fixtures/protected-cluster.ts";
import type { Archive, EngineBackupSet } from "#lib/engines/engine.ts";
import { pgbackrest } from "#lib/engines/pgbackrest/pgbackrest.ts";
import { type CommitBounds, commitBoundsOf } from "./commit-bounds.ts";
import { countAfter } from "./count-after.ts";
import { type LocatableTarget, locateTarget } from "./locate-target.ts";
import { computeRecoveryWindow, segmentsNeedingBounds } from "./rules.ts";
import { timelinePath } from "./timeline-path.ts";

const engine = pgbackrest();
let source: ProtectedCluster;
beforeAll(async () => {
  source = await startProtectedCluster(engine);
  await source.query("CREATE TABLE row (text text)");
});
afterAll(() => source?.stop());

type Facts = { archive: Archive; sets: EngineBackupSet[] };
const read = (segment: Archive["segments"][number]) => engine.readWalEvents(source.run, "local", segment);
const insert = (text: string) => source.query("INSERT INTO row VALUES ($1)", [text]);
const backup = () => engine.backup(source.run, { repositoryId: "local", type: "full", annotations: {} });
const rows = async () =>
  (await source.query<{ text: string }>("SELECT text FROM row ORDER BY text")).map(({ text }) => text);

async function facts(): Promise<Facts> {
  const archive = await source.archiveNow();
  return { archive, sets: await engine.listBackupSets(source.run, "local") };
}

async function restoreInPlace(known: Facts, target: LocatableTarget): Promise<void> {
  const located = await locateTarget(known, target, read);
  await source.halt();
  await engine.restoreFiles(source.run, {
    repositoryId: "local",
    label: located.label,
    dataDirectory: source.cluster.dataDirectory,
    stop: located.stop,
    delta: true,
    archivingOff: false,
  });
  await source.start();
  await until(async () => {
    const [state] = await source.query<{ state: string }>("SELECT pg_get_wal_replay_pause_state() AS state");
    return state?.state === "paused";
  });
  await source.query("SELECT pg_promote()");
  // Until then the control file names the old timeline, and pgBackRest refuses to back up (error 58).
  await source.query("CHECKPOINT");
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function windowOf(known: Facts) {
  const commitBounds = new Map<string, CommitBounds | null>();
  const input = { ...known, commitBounds, nowMicros: 0n };
  for (;;) {
    const wanted = segmentsNeedingBounds(input);
    if (wanted.length === 0) return computeRecoveryWindow(input);
    for (const segment of wanted) commitBounds.set(segment.name, commitBoundsOf(await read(segment)));
  }
}

test("an in-place restore can be undone, also after new writes and a new backup, and that undone again", async () => {
  await insert("first");
  await backup();
  await insert("wanted");
  const [kept] = await source.query<{ lsn: string }>("SELECT pg_current_wal_insert_lsn()::text AS lsn");
  await source.query("DELETE FROM row WHERE text = 'wanted'");
  await insert("after the mistake");
  const [point] = await source.query<{ lsn: string }>(
    "SELECT pg_create_restore_point('before restore')::text AS lsn",
  );
  expect(point).toBeDefined();

  const before = await facts();
  await restoreInPlace(before, { kind: "lsn", lsn: kept?.lsn ?? "" });
  expect(await rows()).toEqual(["first", "wanted"]);

  await insert("new life");
  await backup();
  await insert("newer life");
  const after = await facts();
  expect(timelinePath(after.archive, 2).stretches.map(({ timeline }) => timeline)).toEqual([1, 2]);
  const window = await windowOf(after);
  expect(window).toMatchObject({ currentTimeline: 2, gaps: [], newest: { timeline: 2 } });
  expect(window.ranges.map(({ timeline }) => timeline)).toEqual([2, 1]);

  const undo = { kind: "name", name: "before restore", timeline: 1 } as const;
  const located = await locateTarget(after, undo, read);
  expect(located).toMatchObject({ stop: { kind: "name", timeline: 1 }, label: before.sets.at(-1)?.label });
  // Lost by the undo: what was written since the restore.
  expect((await countAfter(after, located, read)).commits).toBeGreaterThanOrEqual(2);
  await restoreInPlace(after, undo);
  expect(await rows()).toEqual(["after the mistake", "first"]);

  await insert("third line");
  const last = await facts();
  expect(await windowOf(last)).toMatchObject({ currentTimeline: 3, gaps: [], newest: { timeline: 3 } });
  await restoreInPlace(last, { kind: "immediate", label: after.sets.at(-1)?.label ?? "" });
  expect(await rows()).toEqual(["first", "new life", "wanted"]);
}, 180_000);
