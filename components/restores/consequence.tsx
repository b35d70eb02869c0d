"use client";

import { useNow } from "#components/data/use-now.ts";
import { consequenceWords } from "#components/restores/consequence-words.ts";
import type { RestoreImpact, RestorePlan } from "#lib/restores/schema.ts";

/** Follows the sentence of a restore that has not begun: what it costs by now, and whether it can be had again. */
export function Consequence(props: {
  plan: Pick<RestorePlan, "destination" | "wayBack">;
  impact: RestoreImpact;
}) {
  const nowMs = useNow();
  return <span className="num">{consequenceWords(props.plan, props.impact, nowMs)}</span>;
}
