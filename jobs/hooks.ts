import { createHash } from "node:crypto";
import { access, constants, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { OperationRun } from "#jobs/operation-run.ts";
import { AppError } from "#lib/errors.ts";
import { runCommand } from "#lib/exec/run-command.ts";

export interface Hook {
  name: string;
  sha256: string;
}

const HOOK_TIMEOUT_MS = 5 * 60_000;

/** Executables in this host's hooks folder (T36): what runs here is declared here, and chosen by name. */
export async function listHooks(directory: string): Promise<Hook[]> {
  const names = await readdir(directory).catch(() => []);
  const hooks: Hook[] = [];
  for (const name of names.toSorted()) {
    const file = path.join(directory, name);
    const isExecutable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!isExecutable || !(await stat(file)).isFile()) continue;
    hooks.push({
      name,
      sha256: createHash("sha256")
        .update(await readFile(file))
        .digest("hex"),
    });
  }
  return hooks;
}

/** Runs a hook only if it is still what the plan was approved with. Its output goes to the operation's log. */
export async function runHook(run: OperationRun, hook: Hook, facts: Record<string, string>): Promise<void> {
  const { hooksDirectory } = run.worker.env;
  const present = (await listHooks(hooksDirectory)).find(({ name }) => name === hook.name);
  if (present?.sha256 !== hook.sha256) {
    throw new AppError("PRECONDITION", `The hook ${hook.name} is missing or not the one that was approved.`, {
      hint: `Look at ${path.join(hooksDirectory, hook.name)}, then ask for a new restore.`,
      reason: "stale-plan",
    });
  }
  const result = await runCommand({
    file: path.join(hooksDirectory, hook.name),
    args: [],
    env: facts,
    cwd: hooksDirectory,
    timeoutMs: HOOK_TIMEOUT_MS,
    signal: run.signal,
    onLine: (_, line) => run.log("info", `${hook.name}: ${line}`),
  });
  if (result.exitCode === 0) return;
  throw new AppError("ENGINE", `The hook ${hook.name} ended with exit code ${result.exitCode}.`, {
    hint: result.stderrTail.split("\n").at(-1) || "It printed no reason.",
    reason: "hook-failed",
  });
}
