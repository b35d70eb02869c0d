import { formatDuration } from "#lib/format/duration.ts";

const loops = { scheduler: "scheduler", evaluator: "evaluator of alerts", outbox: "outbox" } as const;
const FRESH_MS = 60_000;
const DUE_MS = 300_000;

/**
 * Why the dead-man address is not called, null when all is well: everything that watches went round within the last
 * minute, and no message has been due for five.
 */
export function reasonForSilence(facts: {
  nowMs: number;
  beats: readonly { name: string; atMs: number }[];
  /** Since when the oldest message that is due is waiting; null without any. */
  oldestDueMs: number | null;
}): string | null {
  const { nowMs, beats, oldestDueMs } = facts;
  for (const [name, words] of Object.entries(loops)) {
    const last = beats.find((each) => each.name === name);
    if (!last) return `Not called: the ${words} has never gone round.`;
    if (last.atMs - nowMs >= FRESH_MS) {
      return `Not called: the ${words} last went round by a clock ${formatDuration(last.atMs - nowMs)} ahead.`;
    }
    if (nowMs - last.atMs >= FRESH_MS) {
      return `Not called: the ${words} has not gone round for ${formatDuration(nowMs - last.atMs)}.`;
    }
  }
  if (oldestDueMs !== null && nowMs - oldestDueMs >= DUE_MS) {
    return `Not called: a message has been due for ${formatDuration(nowMs - oldestDueMs)}.`;
  }
  return null;
}
