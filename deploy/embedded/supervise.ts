import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import type { Account } from "./accounts.ts";
import { readLogTail, rotateLog } from "./log-file.ts";
import { asAccount } from "./run-as.ts";
import { say } from "./say.ts";
import { tellingLine } from "./telling-line.ts";

export interface ProcessSpec {
  /** As a person calls it: "worker", "control database". */
  name: string;
  account: Account | null;
  command: readonly string[];
  env: Record<string, string>;
  cwd: string;
  log: string;
  /** What asks it to stop, what makes it, and how long it has in between. */
  stopWith: "SIGTERM" | "SIGINT";
  forceWith: "SIGKILL" | "SIGQUIT";
  graceMs: number;
  /** Told each time the process starts or ends. */
  onChange: (name: string, pid: number | null) => void;
}

export interface Supervised {
  name: string;
  log: string;
  pid: () => number | null;
  /** How often it ended without being asked. */
  crashes: () => number;
  stop: () => Promise<void>;
}

/** A run this long counts as healthy: the next crash starts with the shortest delay again. */
const healthyMs = 60_000;
const longestDelayMs = 30_000;

/** Starts a process and starts it again whenever it ends without being asked, saying so. */
export async function supervise(spec: ProcessSpec): Promise<Supervised> {
  await rotateLog(spec.log);
  const state: State = { child: null, crashes: 0, failures: 0, isStopping: false, timer: null };
  start(spec, state);
  return {
    name: spec.name,
    log: spec.log,
    pid: () => state.child?.pid ?? null,
    crashes: () => state.crashes,
    stop: () => stop(spec, state),
  };
}

interface State {
  child: ChildProcess | null;
  crashes: number;
  /** In a row, each within a minute. */
  failures: number;
  isStopping: boolean;
  timer: NodeJS.Timeout | null;
}

function start(spec: ProcessSpec, state: State): void {
  const log = openSync(spec.log, "a", 0o600);
  const [file, ...args] = asAccount(spec.account, spec.command, {
    whenLauncherDies: spec.stopWith === "SIGINT" ? "INT" : "TERM",
  });
  const startedAt = performance.now();
  // Its own session: Ctrl-C reaches the launcher only, which stops things in order.
  const child = spawn(file, args, {
    cwd: spec.cwd,
    env: { NODE_ENV: "production", ...spec.env },
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  state.child = child;
  if (child.pid) spec.onChange(spec.name, child.pid);
  const onEnd = (how: string) => {
    if (state.child !== child) return;
    state.child = null;
    spec.onChange(spec.name, null);
    if (!state.isStopping) startAgain(spec, state, how, performance.now() - startedAt);
  };
  child.once("exit", (code, signal) => onEnd(signal ?? `exit code ${code}`));
  child.once("error", (error) => onEnd(error.message));
}

function startAgain(spec: ProcessSpec, state: State, how: string, ranMs: number): void {
  state.crashes++;
  state.failures = ranMs > healthyMs ? 1 : state.failures + 1;
  const delayMs = Math.min(longestDelayMs, 1000 * 2 ** (state.failures - 1));
  state.timer = setTimeout(() => start(spec, state), delayMs);
  const times = state.failures > 1 ? ` for the ${ordinal(state.failures)} time in a row` : "";
  void readLogTail(spec.log, 60).then((tail) => {
    const lastWords = tellingLine(tail);
    say(
      `${capitalized(spec.name)} ended unexpectedly${times} (${how}). Starting it again in ${delayMs / 1000} s.`,
    );
    if (lastWords) say(`  Its last words: ${lastWords}`);
    if (state.failures > 1) say(`  Everything it said: ${spec.log}`);
  });
}

async function stop(spec: ProcessSpec, state: State): Promise<void> {
  state.isStopping = true;
  if (state.timer) clearTimeout(state.timer);
  const { child } = state;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(spec.stopWith);
  const force = setTimeout(() => {
    say(`${capitalized(spec.name)} did not stop within ${spec.graceMs / 1000} s; it is ended now.`);
    child.kill(spec.forceWith);
  }, spec.graceMs);
  await ended;
  clearTimeout(force);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ordinal(count: number): string {
  const suffix = ["th", "st", "nd", "rd"][count % 100 > 10 && count % 100 < 14 ? 0 : count % 10] ?? "th";
  return `${count}${suffix}`;
}
