import { chmod, mkdir, realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { fenceSettings } from "./fence-settings.ts";
import { ownArgumentsMarker } from "./parse-start-options.ts";
import { readClusterState } from "./read-cluster-state.ts";
import { readServerLog } from "./read-server-log.ts";
import { recoveryFloor } from "./recovery-floor.ts";
import { requireMatchingVersion } from "./require-matching-version.ts";
import { serverEndedError } from "./server-ended-error.ts";
import { waitUntil } from "./wait-until.ts";

export interface StartClusterInput {
  cluster: Cluster;
  /** The owner's arguments, from `readStartOptions`. */
  startOptions: string[];
  /** Only this worker can connect, through a socket in this private directory. */
  fenced?: { socketDirectory: string };
  /** Further settings for this run only. Those a recovery needs are raised when they are too low. */
  overrides?: Record<string, string>;
  logFile: string;
  timeoutMs: number;
  signal: AbortSignal;
}

/** JSON-safe, to be kept as a step's result. */
export interface StartedCluster {
  /** How to reach it now. */
  cluster: Cluster;
  logFile: string;
  /** Where this run's lines begin. */
  logOffset: number;
}

/**
 * Starts a server that outlives this process, and returns when it takes connections (in recovery: read-only
 * ones). A server already running just so is taken as it is. pg_ctl's word is not enough for a recovery:
 * `waitForTarget` comes next. Throws `already-running`, `start-timeout` (it is still starting), `unsafe-path`,
 * `not-startable`, and the reasons of `serverEndedError`.
 */
export async function startCluster(input: StartClusterInput): Promise<StartedCluster> {
  requireSafePaths(input);
  await requireMatchingVersion(input.cluster, input.signal);
  const cluster = reachableAs(input);
  const logOffset = (await readServerLog(input.logFile, 0)).size;
  const before = await readClusterState(input.cluster, input);
  if (before.state === "running") await requireSamePlace(before.socketDirectory, cluster);
  else if (before.state === "stopped") await launch(input);
  else throw notStartable(before.why);
  const started = { cluster, logFile: input.logFile, logOffset };
  await waitUntil(() => isAnswering(started, input), {
    timeoutMs: input.timeoutMs,
    signal: input.signal,
    onTimeout: () => startTimeout(input.timeoutMs),
  });
  return started;
}

async function launch(input: StartClusterInput): Promise<void> {
  if (input.fenced) await prepareFence(input.fenced.socketDirectory);
  await mkdir(dirname(input.logFile), { recursive: true, mode: 0o700 });
  const { dataDirectory, binDirectory } = input.cluster;
  const options = (await serverArguments(input)).map(shellQuote).join(" ");
  // Its exit code is not read: "started" may be dead a moment later, "timed out" may still come up.
  await runCommand({
    file: join(binDirectory, "pg_ctl"),
    args: [
      "start",
      "-w",
      "-t",
      seconds(input.timeoutMs),
      "-D",
      dataDirectory,
      "-l",
      input.logFile,
      "-o",
      options,
    ],
    env: { LC_ALL: "C" },
    timeoutMs: input.timeoutMs + 30_000,
    signal: input.signal,
    dieWithParent: false,
  });
}

async function prepareFence(socketDirectory: string): Promise<void> {
  await mkdir(socketDirectory, { recursive: true, mode: 0o700 });
  await chmod(socketDirectory, 0o700);
  // The directory is the guard. The cluster's own pg_hba.conf may ask for a password, as of any time ago.
  await writeFile(join(socketDirectory, "pg_hba.conf"), "local all all trust\n", { mode: 0o600 });
}

async function serverArguments(input: StartClusterInput): Promise<string[]> {
  const overrides = {
    ...(input.fenced ? fenceSettings(input.cluster.port, input.fenced.socketDirectory) : {}),
    ...input.overrides,
  };
  // A configuration outside the data directory names the original's directory.
  const hasOwnConfiguration = input.startOptions.some((option) => option.includes("config_file="));
  if (hasOwnConfiguration) overrides.data_directory = input.cluster.dataDirectory;
  const chosen = [...input.startOptions, ...asArguments(overrides)];
  const raised = await recoveryFloor(input.cluster, chosen, input.signal);
  const own = asArguments({ ...overrides, ...raised });
  return own.length === 0 ? input.startOptions : [...input.startOptions, "-c", ownArgumentsMarker, ...own];
}

function asArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** pg_ctl hands its -o to a shell. */
function shellQuote(argument: string): string {
  return `'${argument.replaceAll("'", "'\\''")}'`;
}

async function isAnswering(started: StartedCluster, input: StartClusterInput): Promise<true | null> {
  const state = await readClusterState(started.cluster, input);
  if (state.state === "running") return state.status === "ready" || state.status === "standby" ? true : null;
  throw serverEndedError((await readServerLog(started.logFile, started.logOffset)).text);
}

function reachableAs(input: StartClusterInput): Cluster {
  const port = Number(input.overrides?.port ?? input.cluster.port);
  const socketDirectory =
    input.fenced?.socketDirectory ??
    input.overrides?.unix_socket_directories ??
    input.cluster.socketDirectory;
  return { ...input.cluster, port, socketDirectory };
}

async function requireSamePlace(socketDirectory: string | null, wanted: Cluster): Promise<void> {
  const [actual, expected] = await Promise.all([realPath(socketDirectory), realPath(wanted.socketDirectory)]);
  if (actual !== null && actual === expected) return;
  throw new AppError("CONFLICT", "A server is already running on this data directory, with another socket.", {
    reason: "already-running",
    hint: "Stop it first.",
  });
}

async function realPath(path: string | null): Promise<string | null> {
  return path === null ? null : realpath(path).catch(() => null);
}

function requireSafePaths({ cluster, logFile, fenced }: StartClusterInput): void {
  const paths = [cluster.dataDirectory, cluster.binDirectory, logFile, fenced?.socketDirectory ?? ""];
  // pg_ctl puts them between double quotes in a shell command, and postmaster.opts cannot escape a quote.
  const unsafe = paths.find((path) => /["$`\\\n,]/.test(path));
  if (unsafe) {
    throw new AppError(
      "INVALID",
      `The path ${JSON.stringify(unsafe)} has characters a server cannot be started with.`,
      {
        reason: "unsafe-path",
        hint: 'Use a path without " $ ` \\ , and line breaks.',
      },
    );
  }
  const socket = `${fenced?.socketDirectory ?? ""}/.s.PGSQL.${cluster.port}`;
  if (Buffer.byteLength(socket) > 107) {
    throw new AppError("INVALID", `The socket path ${socket} is longer than 107 bytes.`, {
      reason: "unsafe-path",
      hint: "Use a shorter working directory.",
    });
  }
}

const seconds = (ms: number) => String(Math.ceil(ms / 1000));

const notStartable = (why: string) =>
  new AppError("PRECONDITION", `This data directory cannot be started: ${why}`, {
    reason: "not-startable",
    hint: "Restore it first.",
  });

const startTimeout = (timeoutMs: number) =>
  new AppError("ENGINE", `The database server is still starting after ${seconds(timeoutMs)} s.`, {
    reason: "start-timeout",
    hint: "It goes on starting by itself. Look at its log for how far it is.",
  });
