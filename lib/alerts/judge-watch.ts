import { formatDuration } from "#lib/format/duration.ts";

/** The loops that keep the promises; each writes a beat when it went round. */
const loops = {
  scheduler: "Schedules have not been looked at",
  evaluator: "Alerts have not been evaluated",
  outbox: "Messages have not been sent",
} as const;

/** Silence for longer than this is a problem. */
const SILENT_MS = 120_000;

export interface WatchFacts {
  nowMs: number;
  workers: { startedAtMs: number; lastSeenAtMs: number }[];
  beats: { name: string; atMs: number }[];
  /** When the oldest message that is due should have been sent; null without any. */
  oldestDueMs: number | null;
}

/**
 * What is wrong with the watch itself, in sentences that are safe to show to anybody. An installation that never
 * had a worker has not begun to watch; that is a problem of a page, not of a monitor: see `hasBegun`.
 */
export function judgeWatch(facts: WatchFacts): { hasBegun: boolean; problems: string[] } {
  const { nowMs, workers } = facts;
  if (workers.length === 0) return { hasBegun: false, problems: ["No worker has ever reported."] };
  const lastSeenMs = Math.max(...workers.map((worker) => worker.lastSeenAtMs));
  if (lastSeenMs - nowMs > SILENT_MS) {
    const ahead = formatDuration(lastSeenMs - nowMs);
    return {
      hasBegun: true,
      problems: [`A worker's clock is ${ahead} ahead: what is due, and what has expired, is judged by it.`],
    };
  }
  if (nowMs - lastSeenMs > SILENT_MS) {
    const forHow = formatDuration(nowMs - lastSeenMs);
    return {
      hasBegun: true,
      problems: [`No worker has reported for ${forHow}: nothing is backed up, watched or sent.`],
    };
  }
  // A loop that never went round counts from when the worker that should run it came up.
  const upSinceMs = Math.max(...workers.map((worker) => worker.startedAtMs));
  const problems = Object.entries(loops).flatMap(([name, sentence]) => {
    const at = facts.beats.find((beat) => beat.name === name)?.atMs ?? upSinceMs;
    return nowMs - at > SILENT_MS ? [`${sentence} for ${formatDuration(nowMs - at)}.`] : [];
  });
  if (facts.oldestDueMs !== null && nowMs - facts.oldestDueMs > SILENT_MS) {
    problems.push(`A message has been waiting to be sent for ${formatDuration(nowMs - facts.oldestDueMs)}.`);
  }
  return { hasBegun: true, problems };
}
