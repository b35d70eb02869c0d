import { formatDuration } from "#lib/format/duration.ts";
import type { RestoreImpact, RestorePlan } from "#lib/restores/schema.ts";

const kept: Record<RestorePlan["wayBack"], string> = {
  backup: "way back kept",
  "set-aside": "old data directory set aside",
  none: "no way back",
};

/** From here on what was counted is no longer what would be lost. */
const countedLongAgoMs = 60_000;

/**
 * What follows the sentence of a restore: what it costs and whether it can be had again. `waitedMs` is how long ago
 * the cost was worked out; what was written since is lost as well.
 */
export function consequenceWords(
  plan: Pick<RestorePlan, "destination" | "wayBack">,
  impact: Pick<RestoreImpact, "lostMs" | "lostCommits">,
  waitedMs = 0,
): string {
  if (plan.destination.kind === "new-instance") return "nothing is overwritten";
  return `${lossWords(impact, waitedMs)}; ${kept[plan.wayBack]}`;
}

function lossWords(
  { lostMs, lostCommits }: Pick<RestoreImpact, "lostMs" | "lostCommits">,
  waitedMs: number,
): string {
  const isOld = waitedMs >= countedLongAgoMs;
  if (!isOld && lostCommits?.isExact && lostCommits.count === 0) return "lose nothing that was committed";
  if (lostMs === null) return "lose an unknown amount";
  if (isOld) return `lose up to ${formatDuration(lostMs + waitedMs)}`;
  return `lose ${formatDuration(lostMs)}`;
}
