import type { BackupType } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { writeCommandConfig } from "./config-files.ts";
import { progressParser } from "./parse-progress.ts";
import { clusterLock, runPgbackrest, type Session } from "./run-pgbackrest.ts";

export interface BackupInput {
  repositoryId: string;
  type: BackupType;
  annotations: Record<string, string>;
}

const twoDaysMs = 48 * 60 * 60 * 1000;

/** A diff or incr without a full before it becomes a full: read the type of the new set from the repository. */
export async function backup(session: Session, input: BackupInput): Promise<{ label: string }> {
  const { run, binary } = session;
  const parseProgress = progressParser();
  let label: string | null = null;
  await runPgbackrest(session, {
    command: "backup",
    args: [`--type=${input.type}`, ...annotationArgs(input.annotations)],
    configFile: await writeCommandConfig(run, binary),
    repositoryId: input.repositoryId,
    timeoutMs: twoDaysMs,
    lockFile: clusterLock(run),
    detail: true,
    onMessage: ({ text }) => {
      label = /^new backup label = (\S+)$/.exec(text)?.[1] ?? label;
      const progress = parseProgress(text);
      if (progress) run.progress(progress);
    },
  });
  if (label) return { label };
  throw new AppError("ENGINE", "pgBackRest finished without naming a new backup set.", {
    reason: "no-label",
  });
}

function annotationArgs(annotations: Record<string, string>): string[] {
  return Object.entries(annotations).map(([name, value]) => {
    if (/^[\w.-]+$/.test(name) && value !== "" && !/[\r\n\0]/.test(value))
      return `--annotation=${name}=${value}`;
    throw new AppError("INVALID", `The annotation ${name} cannot be stored.`, { reason: "annotation" });
  });
}
