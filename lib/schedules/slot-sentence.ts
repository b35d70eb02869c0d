import { backupWords } from "#lib/backups/words.ts";
import { formatInstant } from "#lib/format/instant.ts";
import type { Action } from "./schema.ts";

/** "full backup due 2026-11-23 02:00 UTC". */
export function slotSentence(slot: { action: Action; dueAtMicros: bigint }): string {
  return `${startedWords(slot.action)} due ${formatInstant(slot.dueAtMicros, "UTC", "minute").slice(0, 16)} UTC`;
}

/** What a schedule starts, in a sentence. */
export function startedWords(action: Action): string {
  return action === "verify" ? "check of every stored file" : backupWords(action);
}
