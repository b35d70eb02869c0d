import { lossSoFar } from "#components/restores/loss-words.ts";
import type { RestoreImpact, RestorePlan } from "#lib/restores/schema.ts";

const kept: Record<RestorePlan["wayBack"], string> = {
  backup: "way back kept",
  "set-aside": "old data directory set aside",
  none: "no way back",
};

/** What follows the sentence of a restore: what it costs by now and whether it can be had again. */
export function consequenceWords(
  plan: Pick<RestorePlan, "destination" | "wayBack">,
  impact: Pick<RestoreImpact, "computedAtMicros" | "lostMs">,
  nowMs: number,
): string {
  if (plan.destination.kind === "new-instance") return "nothing is overwritten";
  return `lose ${lossSoFar(impact, nowMs)}; ${kept[plan.wayBack]}`;
}
