import path from "node:path";
import { AppError } from "#lib/errors.ts";
import { runCommand } from "#lib/exec/run-command.ts";

const root = path.join(import.meta.dirname, "../..");

/** Runs a build tool; `name` is for people. */
export async function runNode(name: string, script: string, argument: string): Promise<void> {
  const result = await runCommand({
    file: process.execPath,
    args: [script, argument],
    cwd: root,
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", CI: "1" },
    timeoutMs: 900_000,
    signal: new AbortController().signal,
  });
  if (result.exitCode === 0) return;
  const tail = `${result.stdout}\n${result.stderrTail}`.trim().split("\n").slice(-30).join("\n");
  throw new AppError("INTERNAL", `Building failed in \`${name}\`.`, {
    hint: `Its last words:\n${tail}`,
    reason: "build-failed",
  });
}
