import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { until } from "#e2e/fixtures/until.ts";
import { startWorkerProcess, type WorkerProcess } from "#e2e/fixtures/worker-process.ts";
import { loadWatch } from "#lib/alerts/load-watch.ts";
import { updatePolicy } from "#lib/policies/update-policy.ts";
import { listSlots } from "#lib/schedules/list-slots.ts";

const SECOND = 1_000_000n;
const MINUTE = 60n * SECOND;

let site: ProtectedResource;
let elsewhere: WorkerProcess | null = null;

beforeAll(async () => {
  site = await createProtectedResource();
  expect((await site.backUp("full")).status).toBe("succeeded");
  await site.stopWorker();
});
afterAll(async () => {
  await elsewhere?.kill();
  await site?.close();
});
afterEach(async () => {
  site.control.clock.reset();
  await site.killWorkerProcesses();
  await elsewhere?.kill();
  elsewhere = null;
});

/**
 * From now on the policy expects one incremental backup a day, and one became due half a minute or more ago, as if
 * the policy had been there before. Returns when.
 */
async function expectRun(scheduleId: string, graceSeconds: number): Promise<bigint> {
  const { owner } = site.control;
  const resource = await owner.resource.findUniqueOrThrow({
    where: { id: site.resource.id },
    include: { policy: true },
  });
  const { id = "", name = "", version = 0, rules } = resource.policy ?? {};
  const now = BigInt(Date.now()) * 1000n;
  const dueAtMicros = ((now - 35n * SECOND) / MINUTE) * MINUTE;
  const due = new Date(Number(dueAtMicros / 1000n));
  const cron = `${due.getUTCMinutes()} ${due.getUTCHours()} * * *`;
  await updatePolicy(site.people.admin.ctx(), {
    id,
    name,
    version,
    rules: {
      ...Object(rules),
      schedules: [{ id: scheduleId, action: "incr", cron, zone: "UTC", graceSeconds }],
    },
  });
  await owner.scheduleCursor.updateMany({
    where: { scheduleId, resourceId: site.resource.id },
    data: { upToMicros: dueAtMicros - 1n },
  });
  return dueAtMicros;
}

const slotsOf = (scheduleId: string) =>
  site.control.owner.slot.findMany({
    where: { resourceId: site.resource.id, scheduleId },
    include: { operation: true },
    orderBy: { dueAtMicros: "asc" },
  });

async function succeededSlot(scheduleId: string) {
  return until(`the run of ${scheduleId} to succeed`, async () => {
    const [slot] = await slotsOf(scheduleId);
    return slot?.operation?.status === "succeeded" ? slot : null;
  });
}

/** One run of it was carried out, whatever was killed. */
async function expectOneBackup(scheduleId: string): Promise<void> {
  const [slot, ...others] = await slotsOf(scheduleId);
  expect(others).toEqual([]);
  const made = await site.control.owner.backupSet.findMany({ where: { operationId: slot?.operationId } });
  expect(made).toHaveLength(1);
}

async function alertOf(scheduleId: string) {
  return site.control.owner.alert.findMany({
    where: { rule: "missed-run", fingerprint: `missed-run:${site.resource.id}:${scheduleId}` },
  });
}

/** The host's worker was last seen, and the scheduler last went round, a minute earlier than it was. */
async function passMinute(): Promise<void> {
  await site.control.owner.$executeRaw`UPDATE workers SET last_seen_at = last_seen_at - interval '1 minute'
    WHERE host = ${site.env.host}`;
}

async function startElsewhere(): Promise<void> {
  const directory = join(dirname(site.env.directory), "elsewhere");
  elsewhere = await startWorkerProcess({ ...site.env, host: "elsewhere", directory });
}

test("killed before it wrote a run down, the only worker hides nothing, and the next one makes it good once", async () => {
  const { clock } = site.control;
  const only = await site.startWorkerProcess();
  await only.kill();
  const dueAtMicros = await expectRun("before", 30);
  expect(await slotsOf("before")).toEqual([]);
  clock.advance({ seconds: Number(dueAtMicros + 119n * SECOND - clock.now()) / 1e6 });
  const { items } = await listSlots(site.people.operator.ctx(), { resourceId: site.resource.id });
  expect(items).toMatchObject([
    {
      dueAtMicros: dueAtMicros.toString(),
      state: "missed",
      missedCause: "scheduler-down",
      isCaughtUp: false,
    },
  ]);
  clock.advance({ minutes: 3 });
  const watch = await loadWatch(site.control.owner, clock.now());
  expect(watch.problems).toMatchObject([expect.stringMatching(/^No worker has reported for/)]);
  await site.startWorkerProcess();
  const slot = await succeededSlot("before");
  expect(slot).toMatchObject({ missedCause: "scheduler-down" });
  expect(slot.missedWhy).toMatch(/^No worker looked for due runs/);
  await expectOneBackup("before");
});

test("killed between writing a run down and starting it, it leaves both to the next one, which starts it once", async () => {
  const { owner } = site.control;
  const first = await site.startWorkerProcess();
  await owner.$transaction(
    async (tx) => {
      // No job can be written: whoever starts the run gets no further.
      await tx.$executeRaw`LOCK TABLE pgboss.job IN SHARE MODE`;
      await expectRun("between", 3600);
      await until("the run to be written down", async () => (await slotsOf("between"))[0]);
      expect(await slotsOf("between")).toMatchObject([{ operationId: null, missedAt: null }]);
      await first.kill();
    },
    { timeout: 150_000 },
  );
  await site.startWorkerProcess();
  const slot = await succeededSlot("between");
  expect(slot).toMatchObject({ missedAt: null, operation: { status: "succeeded" } });
  await expectOneBackup("between");
});

test("a run whose worker died under it stays that run; one that waits for it is missed, told, and made good once", async () => {
  const { owner } = site.control;
  await startElsewhere();
  const first = await site.startWorkerProcess();
  await expectRun("during", 3600);
  const operationId = await until("the backup to be at work", async () => {
    const [slot] = await slotsOf("during");
    const step =
      slot?.operationId &&
      (await owner.operationStep.findUnique({
        where: { operationId_name: { operationId: slot.operationId, name: "copy" } },
      }));
    return step && step.status === "running" ? slot.operationId : null;
  });
  await first.kill();
  await passMinute();
  // Runs and backups of the same minute would make the next one good: those of this file were long before.
  await owner.$executeRaw`
    UPDATE operations SET created_at = created_at - interval '1 hour' WHERE status = 'succeeded'`;
  await owner.$executeRaw`
    UPDATE slots SET due_at_micros = due_at_micros - 3600000000 WHERE schedule_id IN ('before', 'between')`;
  const dueAtMicros = await expectRun("after", 30);
  const missed = await until("the run behind it to be missed", async () => {
    const [slot] = await slotsOf("after");
    return slot?.missedAt ? slot : null;
  });
  expect(missed).toMatchObject({ dueAtMicros, missedCause: "worker-offline" });
  expect(missed.missedWhy).toMatch(/^The worker on test-host is not there: it was last seen/);
  const [fired] = await until("the alert", async () => {
    const found = await alertOf("after");
    return found.length > 0 && found;
  });
  expect(fired).toMatchObject({ state: "firing", severity: "critical" });
  // Nobody else may do the work of a host.
  expect(await site.operation(operationId)).toMatchObject({ status: "running", attempt: 1 });
  await site.passSilence(operationId);
  await site.startWorkerProcess();
  const made = await succeededSlot("after");
  expect(made).toMatchObject({ missedCause: "worker-offline" });
  const [during] = await slotsOf("during");
  expect(during).toMatchObject({ missedAt: null, operation: { status: "succeeded", attempt: 2 } });
  await expectOneBackup("during");
  await expectOneBackup("after");
  await until("the end of the alert", async () => (await alertOf("after"))[0]?.state === "resolved");
  expect(await alertOf("after")).toHaveLength(1);
});
