import { backupWords } from "#lib/backups/words.ts";
import { capital } from "#lib/format/sentence.ts";
import type { Action } from "#lib/schedules/schema.ts";

/** What a schedule starts, as the head of a row. */
export const actionTitles: Record<Action, string> = {
  full: capital(backupWords("full")),
  diff: capital(backupWords("diff")),
  incr: capital(backupWords("incr")),
  verify: "Verification",
};
