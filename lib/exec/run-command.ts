import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { constants, homedir } from "node:os";
import { dirname } from "node:path";
import { performance } from "node:perf_hooks";
import { finished } from "node:stream/promises";
import { AppError } from "#lib/errors.ts";
import { executablePath, requireExecutable } from "./find-executable.ts";
import { lineSplitter } from "./line-splitter.ts";
import { redactor } from "./redact.ts";

export interface CommandInput {
  /** Absolute path, or a name to be found in the standard directories. */
  file: string;
  args: readonly string[];
  /** Added to the minimal environment (PATH, HOME, LANG, TZ); the worker's own is never passed on. */
  env?: Record<string, string>;
  cwd?: string;
  input?: string | Buffer;
  timeoutMs: number;
  signal: AbortSignal;
  /**
   * Held by the child and all its descendants, so that a survivor of a killed child still excludes others.
   * Who does not get it is refused at once.
   */
  lockFile?: string;
  /** The child gets SIGTERM when this process dies, however it dies. Default true. */
  dieWithParent?: boolean;
  /** Secrets to remove from everything that may be logged: lines and the stderr tail (not `stdout`). */
  redact?: readonly string[];
  onLine?: (stream: "stdout" | "stderr", line: string) => void;
  /** "memory" (default) returns it; "lines" only passes it to `onLine`; a file path receives the bytes. */
  stdoutTo?: "memory" | "lines" | { file: string };
  /** Most that `stdout` may hold in memory. Default 16 MiB. */
  maxStdoutBytes?: number;
  /** Time between SIGTERM and SIGKILL when stopping. Default 10 s. */
  killGraceMs?: number;
}

export interface CommandResult {
  /** 128 + signal number when a signal ended it. */
  exitCode: number;
  stdout: string;
  stderrTail: string;
  durationMs: number;
}

/** flock(1) answers with this when the lock is taken; no engine uses it as its own exit code. */
const lockConflictExitCode = 239;
const stderrTailChars = 8_192;
/** A descendant may keep the pipes open after the command itself ended (pg_ctl start). */
const pipeGraceMs = 500;

/**
 * The only way a process is started. A non-zero exit is a result, not an error.
 * Throws with reason `executable-missing`, `timeout`, `aborted`, `output-limit`, `lock-held` or `spawn-failed`.
 */
export async function runCommand(command: CommandInput): Promise<CommandResult> {
  if (command.signal.aborted) throw abortedError(command);
  const argv = await commandLine(command);
  const redact = redactor(command.redact ?? []);
  const startedAt = performance.now();
  const child = spawn(argv[0], argv.slice(1), {
    cwd: command.cwd,
    env: childEnvironment(command.env),
    // Its own process group, so that stopping it reaches every descendant.
    detached: true,
    stdio: [command.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });

  const stopper = stopOn(child, command);
  const stdout = collectStdout(child, command, redact, stopper.stop);
  const stderrTail = collectStderr(child, command, redact);
  feedInput(child, command.input);
  const exitCode = await waitForExit(child, command).finally(stopper.dispose);
  await stdout.settle();
  if (stopper.cause()) throw stopper.cause();
  if (command.lockFile && exitCode === lockConflictExitCode) throw lockHeldError();
  return {
    exitCode,
    stdout: stdout.text(),
    stderrTail: stderrTail(),
    durationMs: performance.now() - startedAt,
  };
}

/** The cast: Next's types demand NODE_ENV in every environment, and a child must not get it. */
function childEnvironment(given: Record<string, string> | undefined): NodeJS.ProcessEnv {
  const environment = { PATH: executablePath, HOME: homedir(), LANG: "C.UTF-8", TZ: "UTC", ...given };
  return environment as Record<string, string> as NodeJS.ProcessEnv;
}

async function commandLine(command: CommandInput): Promise<[string, ...string[]]> {
  const file = await requireExecutable(command.file);
  let argv: [string, ...string[]] = [file, ...command.args];
  if (command.lockFile) {
    await createLockFile(command.lockFile);
    const options = ["--no-fork", "--nonblock", "--conflict-exit-code", String(lockConflictExitCode)];
    argv = [await requireExecutable("flock"), ...options, command.lockFile, ...argv];
  }
  if (command.dieWithParent ?? true) {
    const alone = [await requireExecutable("sh"), "-c", unlessOrphaned, String(process.pid)];
    argv = [await requireExecutable("setpriv"), "--pdeathsig", "TERM", "--", ...alone, ...argv];
  }
  return argv;
}

/** Who died before the signal was asked for will never send it: its child would run on with nobody to hear of it. */
const unlessOrphaned = 'test "$PPID" = "$0" || exit 143; unset PWD; exec "$@"';

async function createLockFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const handle = await open(path, "a", 0o600);
  await handle.close();
}

function stopOn(child: ChildProcess, command: CommandInput) {
  let cause: AppError | undefined;
  let killTimer: NodeJS.Timeout | undefined;
  const stop = (error: AppError) => {
    if (cause) return;
    cause = error;
    signalGroup(child, "SIGTERM");
    killTimer = setTimeout(() => signalGroup(child, "SIGKILL"), command.killGraceMs ?? 10_000);
  };
  const onAbort = () => stop(abortedError(command));
  const timeout = setTimeout(() => stop(timeoutError(command)), command.timeoutMs);
  command.signal.addEventListener("abort", onAbort, { once: true });
  const dispose = () => {
    clearTimeout(timeout);
    clearTimeout(killTimer);
    command.signal.removeEventListener("abort", onAbort);
    // The command is gone but a descendant may have ignored SIGTERM.
    if (cause) signalGroup(child, "SIGKILL");
  };
  return { stop, dispose, cause: () => cause };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function collectStdout(
  child: ChildProcess,
  command: CommandInput,
  redact: (text: string) => string,
  stop: (error: AppError) => void,
) {
  const target = command.stdoutTo ?? "memory";
  const limit = command.maxStdoutBytes ?? 16 * 1024 * 1024;
  const chunks: Buffer[] = [];
  let size = 0;
  const lines = lineSplitter((line) => command.onLine?.("stdout", redact(line)));
  const file = typeof target === "object" ? createWriteStream(target.file, { mode: 0o600 }) : null;
  const written = file ? finished(file).catch((error: unknown) => error) : Promise.resolve(undefined);
  file?.on("error", (cause) =>
    stop(new AppError("INTERNAL", "The output could not be written.", { cause, reason: "write-failed" })),
  );
  if (file) child.stdout?.pipe(file);
  child.stdout?.on("data", (chunk: Buffer) => {
    if (file) return;
    if (command.onLine) lines.push(chunk);
    if (target === "lines") return;
    size += chunk.length;
    if (size > limit) stop(outputLimitError(command, limit));
    else chunks.push(chunk);
  });
  return {
    settle: async () => {
      if (command.onLine) lines.end();
      file?.end();
      await written;
    },
    text: () => Buffer.concat(chunks).toString("utf8"),
  };
}

function collectStderr(child: ChildProcess, command: CommandInput, redact: (text: string) => string) {
  let tail = "";
  const lines = lineSplitter((raw) => {
    const line = redact(raw);
    tail = `${tail}${line}\n`.slice(-stderrTailChars);
    command.onLine?.("stderr", line);
  });
  child.stderr?.on("data", lines.push);
  return () => {
    lines.end();
    return tail.trimEnd();
  };
}

function feedInput(child: ChildProcess, input: string | Buffer | undefined): void {
  if (input === undefined || !child.stdin) return;
  // A child that ends without reading its input is judged by its exit code.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
}

function waitForExit(child: ChildProcess, command: CommandInput): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", (cause) =>
      reject(
        new AppError("INTERNAL", `${command.file} could not be started.`, { cause, reason: "spawn-failed" }),
      ),
    );
    child.on("exit", (code, signal) => {
      const exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
      const release = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, pipeGraceMs);
      child.on("close", () => {
        clearTimeout(release);
        resolve(exitCode);
      });
    });
  });
}

const abortedError = (command: CommandInput) =>
  new AppError("ENGINE", `${command.file} was stopped before it finished.`, { reason: "aborted" });

const timeoutError = (command: CommandInput) =>
  new AppError("ENGINE", `${command.file} did not finish within ${Math.round(command.timeoutMs / 1000)} s.`, {
    reason: "timeout",
    hint: "See the operation's log for where it was waiting.",
  });

const outputLimitError = (command: CommandInput, limit: number) =>
  new AppError("LIMIT", `${command.file} printed more than ${limit} bytes.`, { reason: "output-limit" });

const lockHeldError = () =>
  new AppError("CONFLICT", "Another process is still working on this resource.", {
    reason: "lock-held",
    hint: "It may be the remainder of an operation that was killed; it ends by itself within a minute. Try again then.",
  });
