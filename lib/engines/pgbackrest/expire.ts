import { AppError } from "#lib/errors.ts";
import { writeCommandConfig } from "./config-files.ts";
import { listBackupSets } from "./list-backup-sets.ts";
import { requireLabel } from "./read-stored.ts";
import { clusterLock, runPgbackrest, type Session } from "./run-pgbackrest.ts";

export interface ExpireInput {
  repositoryId: string;
  label: string;
  heldLabels: string[];
}

/** Sets that build on the label go with it. A label that is already gone is left at that. */
export async function expire(session: Session, input: ExpireInput): Promise<void> {
  const { run, binary } = session;
  requireLabel(input.label);
  const sets = await listBackupSets(session, input.repositoryId);
  const leaving = sets.filter((set) => set.label === input.label || set.references.includes(input.label));
  const held = leaving.find((set) => input.heldLabels.includes(set.label));
  if (held) throw heldError(input.label, held.label);
  if (leaving.length === 0) return;
  if (sets.filter((set) => set.type === "full").every((set) => set.label === input.label))
    throw lastFull(input.label);

  await runPgbackrest(session, {
    command: "expire",
    args: [`--set=${input.label}`],
    configFile: await writeCommandConfig(run, binary),
    repositoryId: input.repositoryId,
    timeoutMs: 3_600_000,
    lockFile: clusterLock(run),
  });
  // Of a set it does not know, or cannot remove everywhere, pgBackRest only warns.
  const rest = await listBackupSets(session, input.repositoryId);
  if (rest.some((set) => set.label === input.label)) throw stillThere(input.label);
}

const heldError = (label: string, held: string) =>
  new AppError(
    "CONFLICT",
    label === held ? `${label} is held.` : `${label} cannot go: ${held} builds on it and is held.`,
    { reason: "held", hint: "A restore plan or an undo needs it. It can go when that is finished." },
  );

const lastFull = (label: string) =>
  new AppError("CONFLICT", `${label} is the last full backup set.`, {
    reason: "last-full",
    hint: "Take another full backup first.",
  });

const stillThere = (label: string) =>
  new AppError("ENGINE", `${label} is still in the repository.`, {
    reason: "not-expired",
    hint: "See the operation's log.",
  });
