import { AppError } from "#lib/errors.ts";
import { findFatalLine } from "./find-fatal-line.ts";

/** Why a server that was started is gone, in its own words where its log has them. */
export function serverEndedError(log: string): AppError {
  const fatal = findFatalLine(log);
  if (!fatal) {
    return new AppError("ENGINE", "The database server ended without saying why.", {
      reason: "server-ended",
      hint: lastLines(log) || "It may have been killed. Look at its log and at the system's.",
    });
  }
  const known = bySqlState[fatal.sqlState];
  return new AppError("ENGINE", `The database server ended: ${fatal.text}.`, {
    reason: known?.reason ?? "server-ended",
    hint: known?.hint ?? "Look at its log for what went before.",
  });
}

/** As the startup process uses them (PostgreSQL 15, xlogrecovery.c). */
const bySqlState: Record<string, { reason: string; hint: string }> = {
  F0000: {
    reason: "target-not-reached",
    hint: "The WAL that leads to the target is not in the repository. Choose a target inside the recovery window.",
  },
  "22023": {
    reason: "recovery-settings-refused",
    hint: "A setting of the server does not fit the data being recovered.",
  },
  XX001: { reason: "data-corrupted", hint: "Restore from another backup set and verify this one." },
  "53100": { reason: "disk-full", hint: "Free space on its volume, then run the restore again." },
};

function lastLines(log: string): string {
  const lines = log.trim().split("\n").slice(-3).join(" ").trim();
  return lines ? `The last lines of its log: ${lines}` : "";
}
