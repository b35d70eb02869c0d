import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdLock } from "./hold-lock.ts";
import { identifyProcess } from "./process-identity.ts";
import { endLeftovers, readProcessRecords, writeProcessRecords } from "./process-records.ts";
import { runningProcesses } from "./running-processes.ts";

let folder = "";
let records = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hf-deploy-"));
  records = path.join(folder, "processes.json");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function processSpec(name: string, script: string) {
  return {
    name,
    account: null,
    command: ["sh", "-c", script],
    env: { PATH: "/usr/bin:/bin" },
    cwd: folder,
    log: path.join(folder, `${name}.log`),
    stopWith: "SIGTERM" as const,
    forceWith: "SIGKILL" as const,
    graceMs: 500,
  };
}

test("a process that ends unasked is started again, and its successor is on record", async () => {
  const running = runningProcesses(records);
  const sleeper = await running.start(processSpec("sleeper", "echo started; exec sleep 60"));
  const first = await vi.waitUntil(async () => (await readProcessRecords(records)).sleeper?.pid);
  process.kill(first, "SIGKILL");
  const second = await vi.waitUntil(
    async () => {
      const pid = (await readProcessRecords(records)).sleeper?.pid;
      return pid !== first && pid;
    },
    { timeout: 10_000 },
  );
  expect(sleeper.crashes()).toBe(1);
  expect(sleeper.pid()).toBe(second);
  await running.stop();
  expect(await identifyProcess(second)).toBeNull();
  expect(await readProcessRecords(records)).toEqual({});
  expect(await readFile(sleeper.log, "utf8")).toBe("started\nstarted\n");
});

test("a process that ignores the request to stop is ended after its grace", async () => {
  const running = runningProcesses(records);
  const stubborn = await running.start(
    processSpec("stubborn", "trap '' TERM; echo ready; while :; do sleep 0.1; done"),
  );
  await vi.waitUntil(() => readFile(stubborn.log, "utf8").then((text) => text.includes("ready")));
  const pid = stubborn.pid() ?? 0;
  await running.stop();
  expect(await identifyProcess(pid)).toBeNull();
});

test("what a killed launcher left is ended; a stranger with a reused pid is not touched", async () => {
  const running = runningProcesses(records);
  const left = await running.start(processSpec("worker", "exec sleep 60"));
  const pid = left.pid() ?? 0;
  const identity = await vi.waitUntil(() => identifyProcess(pid));
  const stranger = { pid: process.pid, startedAt: "1" };
  const other = path.join(folder, "left.json");
  await writeProcessRecords(other, { worker: identity, web: stranger });
  expect(await endLeftovers(other)).toEqual(["worker"]);
  expect(await identifyProcess(process.pid)).not.toBeNull();
  expect(await readProcessRecords(other)).toEqual({});
  await running.stop();
});

test("only one holds a data folder, and the next gets it as soon as the first lets go", async () => {
  const file = path.join(folder, "lock");
  const first = await holdLock(file, { waitMs: 0 });
  await expect(holdLock(file, { waitMs: 0 })).rejects.toMatchObject({ reason: "lock-held" });
  const waiting = holdLock(file, { waitMs: 20_000 });
  first.release();
  (await waiting).release();
});
