import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { openResource } from "#jobs/open-resource.ts";
import { readRepository } from "#jobs/read-repository.ts";
import { recordRepository } from "#jobs/record-repository.ts";
import { runOperation } from "#jobs/run-operation.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { systemClock } from "#lib/context.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { defaultRules } from "#lib/policies/rules.ts";
import { discardInstance } from "#lib/restores/discard-instance.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";
import { DAY_MICROS } from "#lib/retention/calendar.ts";
import { createHold } from "#lib/retention/create-hold.ts";
import { segmentPlace } from "#lib/retention/rules.ts";

let site: ProtectedResource;
let worker: WorkerContext;
let policyId: string;
/** What was committed, in WAL order, with the instant after it. */
const history: { text: string; micros: bigint }[] = [];
/** Labels by what they were made as: F1 I1 F2 I2 F3. */
const labels: Record<string, string> = {};

const backupResult = z.object({ labels: z.record(z.string(), z.string()) });
const noSignal = new AbortController().signal;
const quiet = { signal: noSignal, log: () => undefined, progress: () => undefined };

beforeAll(async () => {
  site = await createProtectedResource();
  for (const [name, type] of [
    ["F1", "full"],
    ["I1", "incr"],
    ["F2", "full"],
    ["I2", "incr"],
    ["F3", "full"],
  ] as const) {
    const { labels: made } = backupResult.parse((await site.backUp(type)).result);
    labels[name] = made[site.repositoryIds[0] ?? ""] ?? "";
    history.push({ text: `after ${name}`, micros: await site.insert(`after ${name}`) });
    await site.archiveNow();
  }
  // From here on this test is the worker: its clock can be moved, and nothing else looks at the repository.
  await site.stopWorker();
  worker = { ...(await testWorker(site.control, "one")), env: site.env };
  const policy = await site.control.owner.policy.create({
    data: { name: "runbook", rules: { ...defaultRules, schedules: [] } },
  });
  policyId = policy.id;
  await site.control.owner.resource.update({ where: { id: site.resource.id }, data: { policyId } });
});
afterAll(() => site?.close());

const label = (name: string) => labels[name] ?? "";
const later = (days: number): WorkerContext => ({
  ...worker,
  now: () => systemClock() + BigInt(days) * DAY_MICROS,
});

async function expireOn(
  on: WorkerContext,
  options: { signal?: AbortSignal; id?: string; lastRound?: Date } = {},
) {
  // The days passed one after the other, unless the test says otherwise.
  await site.control.owner.beat.deleteMany();
  if (options.lastRound) {
    await site.control.owner.beat.create({
      data: { name: "scheduler", at: options.lastRound, workerId: "one" },
    });
  }
  const id =
    options.id ??
    (
      await worker.db.$transaction((tx) =>
        insertOperation(worker, tx, { kind: "expire", host: site.env.host, resourceId: site.resource.id }),
      )
    ).id;
  await runOperation(on, id, { jobSignal: options.signal ?? noSignal, isLastDelivery: false }).catch(
    (error: unknown) => {
      if (!options.signal?.aborted) throw error;
    },
  );
  return site.operation(id);
}

async function rowsOf({ instance, operation }: RestoreDto): Promise<string[]> {
  if (!instance) throw new Error(`no instance: ${JSON.stringify(operation?.error)}`);
  const { socketDirectory: host, port, user } = instance;
  const client = new Client({ host, port, user, database: "postgres" });
  await client.connect();
  try {
    const { rows } = await client.query<{ text: string }>("SELECT text FROM entries ORDER BY id");
    return rows.map(({ text }) => text);
  } finally {
    await client.end();
  }
}

async function statesOf() {
  const rows = await site.control.owner.backupSet.findMany({ orderBy: { stoppedAtMicros: "asc" } });
  const nameOf = (each: string) => Object.keys(labels).find((name) => labels[name] === each) ?? each;
  return Object.fromEntries(rows.map((row) => [nameOf(row.label), row.state]));
}

async function inRepository() {
  const { engineRun } = await openResource(worker, site.resource.id, quiet);
  const repositoryId = site.repositoryIds[0] ?? "";
  const sets = await worker.engine.listBackupSets(engineRun, repositoryId);
  const { segments } = await worker.engine.readArchive(engineRun, repositoryId);
  return { sets, labels: sets.map((set) => set.label), segments: segments.map(({ name }) => name) };
}

test("nothing goes on the day it was made", async () => {
  const before = await inRepository();
  const operation = await expireOn(worker);
  expect(operation).toMatchObject({ status: "succeeded" });
  expect((await inRepository()).labels).toEqual(before.labels);
});

test("a clock that leaps a year ahead lets nothing go, and says so", async () => {
  const before = await inRepository();
  const operation = await expireOn(later(365), { lastRound: new Date() });
  expect(operation).toMatchObject({ status: "failed", errorReason: "clock-jump" });
  expect((await inRepository()).labels).toEqual(before.labels);
});

test("after 8 days a hold keeps an incremental set, and its full set with it", async () => {
  const set = await site.control.owner.backupSet.findFirstOrThrow({ where: { label: label("I1") } });
  await createHold(site.people.operator.ctx(), { setId: set.id, reason: "the auditors look at it" });
  const operation = await expireOn(later(8));
  expect(operation.result).toMatchObject({
    repositories: [{ removed: [{ label: label("I2") }], skipped: [] }],
  });
  expect(await statesOf()).toEqual({
    F1: "present",
    I1: "present",
    F2: "present",
    I2: "expired",
    F3: "present",
  });
  const { owner } = site.control;
  expect(await owner.backupSet.findFirst({ where: { label: label("I2") } })).toMatchObject({
    expiredBy: operation.id,
    expiredFor: "the rule for incremental sets (7 days) lets it go",
  });
  await owner.hold.updateMany({ data: { releasedAt: new Date() } });
});

test("an expiry that dies after the engine removed a set goes on where it stood", async () => {
  const dying = new AbortController();
  const { engine } = worker;
  const deadly: WorkerContext = {
    ...later(8),
    engine: {
      ...engine,
      expire: async (run, input) => {
        await engine.expire(run, input);
        dying.abort();
        throw new Error("killed before it could write anything down");
      },
    },
  };
  const interrupted = await expireOn(deadly, { signal: dying.signal });
  expect(interrupted).toMatchObject({ status: "running" });
  // Somebody looks at the repository in between: the set is gone because it was let go, not missing.
  const resource = await openResource(worker, site.resource.id, quiet);
  const state = await readRepository(worker, resource, site.repositoryIds[0] ?? "");
  await worker.db.$transaction((tx) => recordRepository(worker, tx, resource, state));
  expect(await statesOf()).toMatchObject({ I1: "expired", F1: "present" });

  const ended = await expireOn({ ...later(8), workerId: "two" }, { id: interrupted.id });
  expect(ended).toMatchObject({ status: "succeeded", attempt: 2 });
  expect(ended.result).toMatchObject({ repositories: [{ removed: [{ label: label("I1") }] }] });
  expect(await auditOf(site.control.owner, { action: "expire.succeed" })).toHaveLength(3);
});

test("after 91 days the oldest full set and its WAL go, and two full sets stay whatever their age", async () => {
  const before = await inRepository();
  const operation = await expireOn(later(91));
  const after = await inRepository();
  expect(after.labels).toEqual([label("F2"), label("F3")]);
  const floor = after.sets[0]?.startSegment ?? "";
  expect(after.segments).toEqual(before.segments.filter((name) => segmentPlace(name) >= segmentPlace(floor)));
  expect(after.segments.length).toBeLessThan(before.segments.length);
  expect(operation.result).toMatchObject({
    repositories: [
      {
        policy: "runbook",
        removed: [{ label: label("F1"), reason: "the rule for full sets (90 days) lets it go" }],
        kept: [{ label: label("F2") }, { label: label("F3") }],
        walFrom: floor,
      },
    ],
  });
  const again = await expireOn(later(91));
  expect(again.result).toMatchObject({ repositories: [{ removed: [], removedSegments: 0 }] });
});

test("an instant between two full sets, after an incremental set that expired, can still be restored", async () => {
  await site.control.owner.recoveryWindow.updateMany({ data: { computedAtMicros: 0n } });
  await site.startWorker();
  const chosen = history.find(({ text }) => text === "after I2");
  const restored = await site.restore({
    target: { kind: "time", micros: String(chosen?.micros) },
    destination: { kind: "new-instance" },
  });
  expect(await rowsOf(restored)).toEqual(["after F1", "after I1", "after F2", "after I2"]);
  const { id } = await discardInstance(site.people.operator.ctx(), {
    id: restored.id,
    confirmation: `R-${restored.change.number}`,
  });
  expect(await site.finished(id)).toMatchObject({ status: "succeeded" });
  await site.stopWorker();
});

test("a set that vanished by itself is missing, and is not taken for one that was let go", async () => {
  const set = await site.control.owner.backupSet.findFirstOrThrow({ where: { label: label("F3") } });
  const absent: WorkerContext = {
    ...worker,
    engine: {
      ...worker.engine,
      listBackupSets: async (run, repositoryId) =>
        (await worker.engine.listBackupSets(run, repositoryId)).filter(({ label }) => label !== set.label),
    },
  };
  expect(await expireOn(absent)).toMatchObject({ status: "succeeded" });
  expect(await statesOf()).toMatchObject({ F2: "present", F3: "missing", I1: "expired" });
  expect(await expireOn(worker)).toMatchObject({ status: "succeeded" });
  expect(await statesOf()).toMatchObject({ F3: "present" });
});

test("a repository that is not as it should be afterwards fails the expiry loudly", async () => {
  const { engine } = worker;
  let isExpired = false;
  const rules = { ...defaultRules, schedules: [] };
  const retention = { ...rules.retention, minimumFulls: 1 };
  await site.control.owner.policy.update({
    where: { id: policyId },
    data: { rules: { ...rules, retention } },
  });
  const careless: WorkerContext = {
    ...later(91),
    engine: {
      ...engine,
      expire: async (run, input) => {
        await engine.expire(run, input);
        isExpired = true;
      },
      readArchive: async (run, repositoryId) => {
        const archive = await engine.readArchive(run, repositoryId);
        return isExpired ? { ...archive, segments: archive.segments.slice(0, -1) } : archive;
      },
    },
  };
  expect(await expireOn(careless)).toMatchObject({ status: "failed", errorReason: "expire-mismatch" });
  // The first was refused because of the clock.
  expect(await auditOf(site.control.owner, { action: "expire.fail" })).toHaveLength(2);
});
