import { spawn } from "node:child_process";
import { copyFile, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type ScratchCluster, startScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { findClusterProcesses } from "./find-cluster-processes.ts";
import { readClusterState } from "./read-cluster-state.ts";
import { readControlData } from "./read-control-data.ts";
import { readServer } from "./read-server.ts";
import { stopCluster } from "./stop-cluster.ts";

const signal = new AbortController().signal;
let scratch: ScratchCluster;
beforeAll(async () => {
  scratch = await startScratchCluster();
});
afterAll(() => scratch.stop());
afterEach(async () => {
  const { state } = await readClusterState(scratch.cluster, { signal });
  if (state !== "running") await scratch.start();
});

const readState = () => readClusterState(scratch.cluster, { signal });
const halt = (mode: "fast" | "immediate" = "fast") =>
  stopCluster(scratch.cluster, { mode, timeoutMs: 30_000, signal });

test("a running server is seen with its port and socket, and is the one its control file names", async () => {
  const state = await readState();
  expect(state).toMatchObject({
    state: "running",
    status: "ready",
    port: scratch.cluster.port,
    socketDirectory: scratch.cluster.socketDirectory,
  });
  const control = await readControlData(scratch.cluster, { signal });
  const server = await readServer(scratch.cluster, { signal });
  expect(control.systemIdentifier).toBe(server.systemIdentifier);
  expect(control).toMatchObject({ timeline: 1, state: "in production", walSegmentBytes: 16_777_216 });
  expect(control.recoveryFloor).toMatchObject({ max_connections: 100, max_prepared_transactions: 0 });
});

test("a stopped cluster still says who it is, and whether it was shut down cleanly", async () => {
  expect(await halt("fast")).toEqual({ wasRunning: true });
  expect(await readState()).toMatchObject({ state: "stopped", control: { wasCleanlyStopped: true } });
  await scratch.start();
  await halt("immediate");
  expect(await readState()).toMatchObject({ state: "stopped", control: { wasCleanlyStopped: false } });
});

test("stopping what is stopped is harmless", async () => {
  await halt();
  expect(await halt()).toEqual({ wasRunning: false });
});

test("a stale postmaster.pid naming a living process of somebody else is not a running server", async () => {
  await halt();
  const file = join(scratch.cluster.dataDirectory, "postmaster.pid");
  const lines = [
    process.pid,
    scratch.cluster.dataDirectory,
    0,
    scratch.cluster.port,
    "/tmp",
    "",
    "",
    "ready",
  ];
  await writeFile(file, `${lines.join("\n")}\n`);
  expect((await readState()).state).toBe("stopped");
  await rm(file);
});

test("a data directory without its control file is broken, as after an interrupted restore", async () => {
  await halt();
  const control = join(scratch.cluster.dataDirectory, "global/pg_control");
  await rename(control, `${control}.aside`);
  expect(await readState()).toMatchObject({ state: "broken", why: expect.stringContaining("pg_control") });
  await rename(`${control}.aside`, control);
});

test("a damaged control file is broken although pg_controldata exits 0", async () => {
  await halt();
  const control = join(scratch.cluster.dataDirectory, "global/pg_control");
  await copyFile(control, `${control}.aside`);
  const handle = await open(control, "r+");
  await handle.write(Buffer.from([0xff]), 0, 1, 40);
  await handle.close();
  expect(await readState()).toMatchObject({ state: "broken" });
  await rename(`${control}.aside`, control);
});

test("an absent or empty data directory is gone", async () => {
  const dataDirectory = join(scratch.directory, "elsewhere");
  const cluster = { ...scratch.cluster, dataDirectory };
  expect(await readClusterState(cluster, { signal })).toMatchObject({ state: "gone" });
  await mkdir(dataDirectory);
  expect(await readClusterState(cluster, { signal })).toMatchObject({ state: "gone" });
});

test("programs of another major version are named, not used", async () => {
  await halt();
  const file = join(scratch.cluster.dataDirectory, "PG_VERSION");
  await writeFile(file, "14\n");
  await expect(readState()).rejects.toMatchObject({ reason: "version-mismatch" });
  await writeFile(file, "15\n");
});

test("a shell standing in the data directory is not taken for a server", async () => {
  await halt();
  const shell = spawn("sleep", ["60"], { cwd: scratch.cluster.dataDirectory });
  expect((await readState()).state).toBe("stopped");
  shell.kill();
});

test("servers left behind in a removed data directory are seen and can be stopped", async () => {
  const other = await startScratchCluster();
  try {
    await rm(other.cluster.dataDirectory, { recursive: true, force: true });
    const state = await readClusterState(other.cluster, { signal });
    expect(state).toMatchObject({ state: "running", status: "orphaned" });
    await stopCluster(other.cluster, { mode: "fast", timeoutMs: 60_000, signal });
    expect(await findClusterProcesses(other.cluster.dataDirectory)).toEqual([]);
    expect((await readClusterState(other.cluster, { signal })).state).toBe("gone");
  } finally {
    await other.stop();
  }
});
