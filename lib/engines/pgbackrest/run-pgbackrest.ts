import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { EngineRun, OpenRepository } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { type CommandResult, runCommand } from "#lib/exec/run-command.ts";
import { classifyError } from "./classify-error.ts";
import type { Binary } from "./find-binary.ts";
import { type LogLevel, type LogLine, parseLogLine } from "./parse-log-line.ts";
import { preflight } from "./preflight.ts";
import { stanzaName } from "./stanza.ts";

/** One call of the engine interface: the binary it uses and what it was given. */
export interface Session {
  binary: Binary;
  run: EngineRun;
  /** WAL segment size by system identifier: it never changes, and reading it costs a segment. */
  segmentBytes: Map<string, number>;
}

export interface PgbackrestCommand {
  command: string;
  /** After --config, --stanza and the log options; never a secret. */
  args: string[];
  configFile: string;
  /** Null when the command reaches every repository. */
  repositoryId: string | null;
  timeoutMs: number;
  /** Given for what changes a cluster or its repository; see `clusterLock`. */
  lockFile?: string;
  detail?: boolean;
  stdoutTo?: "memory" | { file: string };
  onMessage?: (line: LogLine) => void;
}

/** Runs one command; its messages go to the operation's log. Throws what `classifyError` makes of a failure. */
export async function runPgbackrest(session: Session, command: PgbackrestCommand): Promise<CommandResult> {
  const { run, binary } = session;
  const repositories = command.repositoryId ? [findRepository(run, command.repositoryId)] : run.repositories;
  for (const repository of repositories) await preflight(repository, run.signal);
  await mkdir(run.workDirectory, { recursive: true, mode: 0o700 });

  const repo = command.repositoryId ? [`--repo=${findRepository(run, command.repositoryId).position}`] : [];
  let level: LogLevel = "info";
  const result = await runCommand({
    file: binary.path,
    args: [
      `--config=${command.configFile}`,
      `--stanza=${stanzaName(run.cluster.resourceId)}`,
      "--log-level-console=off",
      `--log-level-stderr=${command.detail ? "detail" : "info"}`,
      ...repo,
      command.command,
      ...command.args,
    ],
    cwd: run.workDirectory,
    timeoutMs: command.timeoutMs,
    signal: run.signal,
    lockFile: command.lockFile,
    redact: secretsOf(run.repositories),
    stdoutTo: command.stdoutTo ?? "memory",
    maxStdoutBytes: 256 * 1024 * 1024,
    onLine: (stream, text) => {
      if (stream === "stdout") return;
      const line = parseLogLine(text, level);
      level = line.level;
      run.log(line.level, line.text);
      command.onMessage?.(line);
    },
  });
  if (result.exitCode === 0) return result;
  // Refused options are printed before the log options apply, on stdout.
  const stderr = result.stderrTail || result.stdout;
  throw classifyError({ command: command.command, exitCode: result.exitCode, stderr });
}

export function findRepository(run: EngineRun, repositoryId: string): OpenRepository {
  const repository = run.repositories.find((candidate) => candidate.id === repositoryId);
  if (repository) return repository;
  throw new AppError("NOT_FOUND", "The resource has no such repository.", { reason: "repository-unknown" });
}

/** One engine at a time per cluster: held by every descendant, so also by what survives a killed worker. */
export function clusterLock(run: EngineRun): string {
  return join(run.workDirectory, "lock", `${stanzaName(run.cluster.resourceId)}.holdfast.lock`);
}

function secretsOf(repositories: OpenRepository[]): string[] {
  return repositories.flatMap(({ cipherPass, location }) =>
    location.kind === "s3" ? [cipherPass, location.secretAccessKey] : [cipherPass],
  );
}
