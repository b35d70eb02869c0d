import { mkdir } from "node:fs/promises";
import { AppError } from "#lib/errors.ts";
import { type HeldLock, holdLock } from "./hold-lock.ts";
import type { Layout } from "./layout.ts";
import { endLeftovers, readProcessRecords } from "./process-records.ts";
import { readReadyFile, removeReadyFile } from "./ready-file.ts";
import { say } from "./say.ts";

/** Makes this launcher the only one of its data folder, and clears away what a killed one left. */
export async function takeInstallation(layout: Layout): Promise<HeldLock> {
  await mkdir(`${layout.data}/run`, { recursive: true, mode: 0o700 });
  const lock = await holdLock(layout.lock, { waitMs: 0 }).catch(async (error) => {
    throw error instanceof AppError && error.reason === "lock-held" ? await alreadyRuns(layout) : error;
  });
  const ended = await endLeftovers(layout.processes);
  if (ended.length > 0)
    say(`An earlier start was killed; ended what it had left running: ${ended.join(", ")}.`);
  await removeReadyFile(layout.ready);
  return lock;
}

async function alreadyRuns(layout: Layout): Promise<AppError> {
  const ready = await readReadyFile(layout.ready);
  const { launcher } = await readProcessRecords(layout.processes);
  const where = ready ? ` at ${ready.origin}` : "";
  const who = launcher ? ` (process ${launcher.pid})` : "";
  return new AppError("CONFLICT", `Holdfast already runs with this data folder${where}${who}.`, {
    hint: "Stop it with Ctrl-C where it was started or with `npm stop`, or start another one beside it with its own HOLDFAST_DATA and HOLDFAST_PORT.",
    reason: "already-runs",
  });
}
