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
  const known = byMessage[fatal.text] ?? bySqlState[fatal.sqlState];
  return new AppError("ENGINE", `The database server ended: ${fatal.text}.`, {
    reason: known?.reason ?? "server-ended",
    hint: known?.hint ?? "Look at its log for what went before.",
  });
}

const setIncomplete = {
  reason: "set-incomplete",
  hint: "WAL that the backup set itself needs is not in the repository. Choose another set.",
};

/** PostgreSQL gives these no SQLSTATE of their own (XX000); a fenced server does not translate them. */
const byMessage: Record<string, { reason: string; hint: string }> = {
  "recovery ended before configured recovery target was reached": {
    reason: "target-not-reached",
    hint: "The WAL that leads to the target is not in the repository. Choose a target inside the recovery window.",
  },
  "requested recovery stop point is before consistent recovery point": {
    reason: "target-before-set",
    hint: "The backup set ends after the target. Choose an earlier set, or a later target.",
  },
  "WAL ends before end of online backup": setIncomplete,
  "WAL ends before consistent recovery point": setIncomplete,
  "could not locate required checkpoint record": setIncomplete,
};

const bySqlState: Record<string, { reason: string; hint: string }> = {
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
