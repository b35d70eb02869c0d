import { AppError } from "#lib/errors.ts";
import { type CommandResult, runCommand } from "#lib/exec/run-command.ts";
import type { Account } from "./accounts.ts";
import { tellingLine } from "./telling-line.ts";

/**
 * The command line that runs `command` as `account` (null: the same user), and that is signalled when this process
 * dies. The signal has to be asked for after the user changed: the kernel forgets it at that moment.
 */
export function asAccount(
  account: Account | null,
  command: readonly string[],
  options: { whenLauncherDies?: "TERM" | "INT" } = {},
): [string, ...string[]] {
  const user = account
    ? ["--reuid", String(account.uid), "--regid", String(account.gid), "--init-groups", "--no-new-privs"]
    : [];
  return ["setpriv", ...user, "--pdeathsig", options.whenLauncherDies ?? "TERM", "--", ...command];
}

/** Runs a short command as an account and returns what it printed; `onMessage` gets what it says on stderr. Throws when it exits with anything but 0. */
export async function runAs(
  account: Account | null,
  command: readonly string[],
  options: { env?: Record<string, string>; timeoutMs?: number; onMessage?: (line: string) => void } = {},
): Promise<CommandResult> {
  const [file, ...args] = asAccount(account, command);
  const result = await runCommand({
    file,
    args,
    env: options.env,
    // The launcher's own directory may be closed to that user.
    cwd: "/",
    timeoutMs: options.timeoutMs ?? 60_000,
    signal: new AbortController().signal,
    dieWithParent: false,
    onLine: (stream, line) => (stream === "stderr" ? options.onMessage?.(line) : undefined),
  });
  if (result.exitCode === 0) return result;
  throw new AppError("INTERNAL", `${command[0]} ended with exit code ${result.exitCode}.`, {
    hint: `It said: ${lastWords(result) || "nothing"}`,
    reason: "command-failed",
  });
}

/** What a program of ours says on purpose is short; a stack is for its developers. */
function lastWords(result: CommandResult): string {
  const text = (result.stderrTail || result.stdout).trim();
  return /\n {4}at /.test(text) ? tellingLine(text) : text;
}
