import { type RestorePlan, restorePlan } from "#lib/restores/schema.ts";

/** The plan of a change that is a restore, as it was frozen. */
export function parsePlan(planText: string): RestorePlan {
  return restorePlan.parse(JSON.parse(planText));
}
