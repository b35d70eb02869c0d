import { formatInstant } from "#lib/format/instant.ts";
import type { Action } from "./schema.ts";

const titles: Record<Action, string> = {
  full: "full backup",
  diff: "differential backup",
  incr: "incremental backup",
  verify: "check of every stored file",
};

/** "full backup due 2026-11-23 02:00 UTC". */
export function slotSentence(slot: { action: Action; dueAtMicros: bigint }): string {
  return `${titles[slot.action]} due ${formatInstant(slot.dueAtMicros, "UTC", "minute").slice(0, 16)} UTC`;
}
