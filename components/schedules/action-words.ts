import type { Action } from "#lib/schedules/schema.ts";

/** What a schedule starts, as the head of a row. */
export const actionTitles: Record<Action, string> = {
  full: "Full backup",
  diff: "Differential backup",
  incr: "Incremental backup",
  verify: "Verification",
};
