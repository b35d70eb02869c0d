import { spawn } from "node:child_process";
import { once } from "node:events";
import { AppError } from "#lib/errors.ts";

export interface HeldLock {
  release: () => void;
}

const conflictExitCode = 75;

/**
 * Takes a kernel lock on a file and holds it until released or until this process dies, however it dies: flock(1)
 * holds it, and ends when its input closes. Throws CONFLICT with reason `lock-held` when another process has it.
 */
export async function holdLock(file: string, options: { waitMs: number }): Promise<HeldLock> {
  const wait = options.waitMs === 0 ? ["--nonblock"] : ["--timeout", String(options.waitMs / 1000)];
  const args = [
    ...wait,
    "--conflict-exit-code",
    String(conflictExitCode),
    file,
    "sh",
    "-c",
    "echo held; cat",
  ];
  // Its own process group: Ctrl-C must not release it before everything is stopped.
  const holder = spawn("flock", args, { detached: true, stdio: ["pipe", "pipe", "inherit"] });
  const outcome = await Promise.race([once(holder.stdout, "data"), once(holder, "exit")]);
  if (Buffer.isBuffer(outcome[0])) {
    holder.unref();
    return { release: () => void holder.stdin.end() };
  }
  if (outcome[0] === conflictExitCode) {
    throw new AppError("CONFLICT", `Another process holds ${file}.`, { reason: "lock-held" });
  }
  throw new AppError("INTERNAL", `The lock ${file} could not be taken (flock ended with ${outcome[0]}).`);
}
