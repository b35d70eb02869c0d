import { randomBytes } from "node:crypto";
import { mkdir, rename } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { readClusterState } from "#lib/postgres/read-cluster-state.ts";
import { readStartOptions } from "#lib/postgres/read-start-options.ts";
import { startCluster } from "#lib/postgres/start-cluster.ts";
import { buildDemoData } from "./build-demo-data.ts";
import { type DemoRecord, readDemoRecord, writeDemoRecord } from "./demo-record.ts";
import { defaultArchiveSettings } from "./demo-settings.ts";

export interface DemoCluster {
  cluster: Omit<Cluster, "resourceId">;
  database: string;
  /** Where demo.json is: the writer takes it, and it holds the application role's password. */
  directory: string;
  wasCreated: boolean;
}

export interface DemoInput {
  /** Private to the user running this. */
  directory: string;
  /** Used the first time only. */
  port: number;
  binDirectory: string;
  archiveSettings?: Record<string, string>;
  signal: AbortSignal;
  log?: (text: string) => void;
}

/**
 * The demo's protected cluster, running: made the first time, started when it is stopped, otherwise left as it
 * is. Never made again where one has been: a lost data directory is something to restore. Not as root.
 * Throws `demo-gone`, `demo-broken`, `runs-as-root`.
 */
export async function createDemoCluster(input: DemoInput): Promise<DemoCluster> {
  if (userInfo().uid === 0) throw runsAsRoot();
  const socketDirectory = join(input.directory, "socket");
  await mkdir(socketDirectory, { recursive: true, mode: 0o700 });
  const record = (await readDemoRecord(input.directory)) ?? newRecord(input);
  const cluster = {
    resourceId: "demo",
    dataDirectory: join(input.directory, "data"),
    port: record.port,
    socketDirectory,
    user: record.user,
    binDirectory: record.binDirectory,
  };
  const before = await readClusterState(cluster, input);
  if (before.state === "broken") throw demoBroken(before.why);
  if (before.state === "gone") {
    if (record.isComplete) throw demoGone(cluster.dataDirectory);
    await create(cluster, record, input);
  }
  if (!record.isComplete) await writeDemoRecord(input.directory, { ...record, isComplete: true });
  if (before.state !== "running") await start(cluster, input);
  const { resourceId: _, ...place } = cluster;
  const wasCreated = before.state === "gone";
  return { cluster: place, database: record.database, directory: input.directory, wasCreated };
}

function newRecord(input: DemoInput): DemoRecord {
  return {
    port: input.port,
    binDirectory: input.binDirectory,
    user: userInfo().username,
    database: "orders",
    appUser: "shop",
    appPassword: randomBytes(24).toString("base64url"),
    isComplete: false,
  };
}

async function create(cluster: Cluster, record: DemoRecord, input: DemoInput): Promise<void> {
  await writeDemoRecord(input.directory, record);
  const unfinished = { ...cluster, dataDirectory: join(input.directory, "data.unfinished") };
  await buildDemoData(unfinished, record, {
    archiveSettings: input.archiveSettings ?? defaultArchiveSettings,
    signal: input.signal,
    log: input.log ?? (() => undefined),
  });
  await rename(unfinished.dataDirectory, cluster.dataDirectory);
}

async function start(cluster: Cluster, input: DemoInput): Promise<void> {
  await startCluster({
    cluster,
    startOptions: await readStartOptions(cluster.dataDirectory),
    logFile: join(input.directory, "postgresql.log"),
    timeoutMs: 120_000,
    signal: input.signal,
  });
}

const runsAsRoot = () =>
  new AppError("PRECONDITION", "PostgreSQL does not run as root.", {
    reason: "runs-as-root",
    hint: "Start the demo cluster as another user, for example postgres.",
  });

const demoGone = (path: string) =>
  new AppError("PRECONDITION", `The demo cluster's data directory ${path} is gone.`, {
    reason: "demo-gone",
    hint: "Restore it through Holdfast, or remove the demo's whole directory to begin again.",
  });

const demoBroken = (why: string) =>
  new AppError("PRECONDITION", `The demo cluster cannot be started: ${why}`, {
    reason: "demo-broken",
    hint: "Finish or repeat the restore that was running on it.",
  });
