import { formatDuration } from "#lib/format/duration.ts";
import type { RestoreImpact, RestorePlan } from "#lib/restores/schema.ts";

const kept: Record<RestorePlan["wayBack"], string> = {
  backup: "way back kept",
  "set-aside": "old data directory set aside",
  none: "no way back",
};

/** What follows the sentence of a restore: what it costs and whether it can be had again. */
export function consequenceWords(
  plan: Pick<RestorePlan, "destination" | "wayBack">,
  impact: Pick<RestoreImpact, "lostMs" | "lostCommits">,
): string {
  if (plan.destination.kind === "new-instance") return "nothing is overwritten";
  return `${lossWords(impact)}; ${kept[plan.wayBack]}`;
}

function lossWords({ lostMs, lostCommits }: Pick<RestoreImpact, "lostMs" | "lostCommits">): string {
  if (lostCommits?.isExact && lostCommits.count === 0) return "lose nothing that was committed";
  if (lostMs === null) return "lose an unknown amount";
  return `lose ${formatDuration(lostMs)}`;
}
