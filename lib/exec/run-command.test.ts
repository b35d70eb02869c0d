import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandInput, runCommand } from "./run-command.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-exec-"));
});
afterAll(() => rm(directory, { recursive: true }));

const sh = (script: string, more: Partial<CommandInput> = {}) =>
  runCommand({
    file: "sh",
    args: ["-c", script],
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    ...more,
  });

const reason = (promise: Promise<unknown>) =>
  promise.then(
    () => "none",
    (error: { reason?: string }) => error.reason,
  );

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("a non-zero exit is a result with the end of stderr, not an error", async () => {
  const result = await sh("echo out; echo words >&2; exit 7");
  expect(result).toMatchObject({ exitCode: 7, stdout: "out\n", stderrTail: "words" });
});

test("the child sees only the minimal environment and what was given", async () => {
  const { stdout } = await runCommand({
    file: "env",
    args: [],
    env: { EXTRA: "1" },
    timeoutMs: 5_000,
    signal: new AbortController().signal,
  });
  const names = stdout
    .trim()
    .split("\n")
    .map((line) => line.split("=")[0]);
  expect(names.sort()).toEqual(["EXTRA", "HOME", "LANG", "PATH", "TZ"]);
});

test("a missing program is named as such", async () => {
  const run = runCommand({
    file: "no-such-program",
    args: [],
    timeoutMs: 1,
    signal: new AbortController().signal,
  });
  expect(await reason(run)).toBe("executable-missing");
});

test("secrets never reach a line or the stderr tail", async () => {
  const lines: string[] = [];
  const result = await sh('echo "a $S b"; echo "$S" >&2', {
    env: { S: "hunter2hunter2" },
    redact: ["hunter2hunter2"],
    onLine: (_, line) => lines.push(line),
  });
  expect(lines.sort()).toEqual(["[redacted]", "a [redacted] b"]);
  expect(result.stderrTail).toBe("[redacted]");
});

test("lines arrive whole although characters and lines are cut across writes", async () => {
  const lines: string[] = [];
  await sh("printf 'gr\\303'; printf '\\274n\\nnext'", {
    stdoutTo: "lines",
    onLine: (_, line) => lines.push(line),
  });
  expect(lines).toEqual(["grün", "next"]);
});

test("binary output reaches a file unchanged", async () => {
  const file = join(directory, "bytes");
  await sh("head -c 300000 /dev/zero; printf '\\377\\376'", { stdoutTo: { file } });
  const bytes = await readFile(file);
  expect(bytes.length).toBe(300_002);
  expect([...bytes.subarray(-2)]).toEqual([255, 254]);
});

test("input is passed on and a child that does not read it is judged by its exit code", async () => {
  expect((await sh("cat", { input: "hello" })).stdout).toBe("hello");
  expect((await sh("exit 3", { input: "x".repeat(1_000_000) })).exitCode).toBe(3);
});

test("too much output stops the command", async () => {
  expect(await reason(sh("yes", { maxStdoutBytes: 1000 }))).toBe("output-limit");
});

test("a time-out kills the whole process group, even one that ignores SIGTERM", async () => {
  const pidFile = join(directory, "stubborn.pid");
  const run = sh(`trap '' TERM; (trap '' TERM; sleep 60) & echo $! > ${pidFile}; wait`, {
    timeoutMs: 300,
    killGraceMs: 200,
  });
  expect(await reason(run)).toBe("timeout");
  const pid = Number(await readFile(pidFile, "utf8"));
  await until(() => !isAlive(pid));
});

test("an abort stops the command", async () => {
  const controller = new AbortController();
  const run = sh("echo ready; sleep 60", { signal: controller.signal, onLine: () => controller.abort() });
  expect(await reason(run)).toBe("aborted");
});

test("a command that leaves a daemon behind still returns", async () => {
  const result = await sh("sleep 60 & echo $!");
  process.kill(Number(result.stdout));
  expect(result.exitCode).toBe(0);
});

test("two commands never hold the same lock, and it is free when the first has ended", async () => {
  const lockFile = join(directory, "locks", "resource");
  let isHeld = () => {};
  const held = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  const first = sh("echo ready; sleep 0.5", { lockFile, onLine: () => isHeld() });
  await held;
  expect(await reason(sh("true", { lockFile }))).toBe("lock-held");
  await first;
  expect((await sh("true", { lockFile })).exitCode).toBe(0);
});

test("a descendant that outlives its killed parent still holds the lock", async () => {
  const lockFile = join(directory, "survivor");
  const result = await sh("sleep 60 & echo $!; kill -9 $$", { lockFile });
  expect(result.exitCode).toBe(137);
  expect(await reason(sh("true", { lockFile }))).toBe("lock-held");
  process.kill(Number(result.stdout));
  await until(async () => (await reason(sh("true", { lockFile }))) === "none");
});

test("a child dies with the process that started it, however that one dies", async () => {
  const pidFile = join(directory, "orphan.pid");
  const source = `
    import { runCommand } from ${JSON.stringify(new URL("./run-command.ts", import.meta.url).href)};
    const signal = new AbortController().signal;
    const script = "echo $$ > ${pidFile}; exec sleep 60";
    runCommand({ file: "sh", args: ["-c", script], timeoutMs: 60_000, signal });
    setInterval(() => {}, 1000);`;
  const controller = new AbortController();
  const parent = runCommand({
    file: process.execPath,
    args: ["--input-type=module", "-e", source],
    cwd: new URL("../..", import.meta.url).pathname,
    timeoutMs: 30_000,
    killGraceMs: 0,
    signal: controller.signal,
  });
  await until(() =>
    readFile(pidFile, "utf8").then(
      (text) => text.endsWith("\n"),
      () => false,
    ),
  );
  const pid = Number(await readFile(pidFile, "utf8"));
  expect(isAlive(pid)).toBe(true);
  controller.abort();
  expect(await reason(parent)).toBe("aborted");
  await until(() => !isAlive(pid));
});
