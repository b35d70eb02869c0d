import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatRelative } from "#lib/format/relative.ts";
import type { RestoreImpact } from "#lib/restores/schema.ts";

type Counted = Pick<RestoreImpact, "computedAtMicros" | "lostMs" | "lostCommits" | "lostWalBytes">;

/** Until when more is lost: the restore has not begun, it has, or it never will. */
export type LossEnd = { kind: "open"; nowMs: number } | { kind: "begun"; atMs: number } | { kind: "never" };

const minuteMs = 60_000;

/** What follows "everything written since …": how much that is, and what of it was counted. */
export function lossWords(impact: Counted, end: LossEnd): { span: string; counted: string } {
  return { span: spanWords(impact, end), counted: countedWords(impact, end) };
}

/** While a restore has not begun: "22 min so far". From a minute on by the minute, so that it is read, not watched. */
export function lossSoFar(impact: Pick<Counted, "computedAtMicros" | "lostMs">, nowMs: number): string {
  if (impact.lostMs === null) return "an unknown amount";
  const ms = impact.lostMs + sinceCounted(impact, nowMs);
  return `${formatDuration(ms < minuteMs ? ms : ms - (ms % minuteMs))} so far`;
}

function spanWords(impact: Counted, end: LossEnd): string {
  if (impact.lostMs === null) return "how much that is could not be worked out";
  switch (end.kind) {
    case "open":
      return `${lossSoFar(impact, end.nowMs)}, and growing`;
    case "begun":
      return `${formatDuration(impact.lostMs + sinceCounted(impact, end.atMs))} until it began`;
    case "never":
      return `${formatDuration(impact.lostMs)} when it was worked out`;
  }
}

function countedWords(impact: Counted, end: LossEnd): string {
  const { lostMs, lostCommits, lostWalBytes } = impact;
  if (lostCommits === null) return "How many commits that is could not be counted.";
  const { count, isExact } = lostCommits;
  const commits = `${isExact ? "" : "About "}${count.toLocaleString("en-GB")} ${count === 1 ? "commit" : "commits"}`;
  const wal = lostWalBytes === null ? "" : ` (${formatBytes(lostWalBytes)} of WAL)`;
  const first = lostMs === null ? "" : ` in the first ${formatDuration(lostMs)}`;
  const were = count === 1 ? "was" : "were";
  switch (end.kind) {
    case "open":
      return `${commits}${wal}${first} ${were} counted ${countedAgo(impact, end.nowMs)}; what came after was not.`;
    case "begun":
      return `${commits}${wal}${first} ${were} counted before it was asked for; what came after was not.`;
    case "never":
      return `${commits}${wal} ${were} counted.`;
  }
}

function countedAgo({ computedAtMicros }: Counted, nowMs: number): string {
  const now = BigInt(Math.floor(nowMs)) * 1000n;
  return formatRelative(computedAtMicros, now < BigInt(computedAtMicros) ? computedAtMicros : now);
}

/** Never less than nothing: a browser's clock may be behind the worker's. */
function sinceCounted({ computedAtMicros }: Pick<Counted, "computedAtMicros">, atMs: number): number {
  return Math.max(0, atMs - Number(BigInt(computedAtMicros) / 1000n));
}
