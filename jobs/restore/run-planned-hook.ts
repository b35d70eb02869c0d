import { z } from "zod";
import { runHook } from "#jobs/hooks.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

type Moment = RestorePlan["hooks"][number]["moment"];

/** Runs the hook that the plan names for a moment, as a step; false when it names none. */
export async function runPlannedHook(run: OperationRun, site: RestoreSite, moment: Moment): Promise<boolean> {
  const hook = findHook(site, moment);
  if (hook) await run.step(`${moment} hook`, z.void(), () => runHook(run, hook, hookFacts(site)));
  return hook !== undefined;
}

export function findHook({ plan }: RestoreSite, moment: Moment) {
  return plan.hooks.find((each) => each.moment === moment);
}

/** What a hook is told, in its environment. */
export function hookFacts({ plan, number }: RestoreSite): Record<string, string> {
  return {
    HOLDFAST_RESOURCE: plan.resource.name,
    HOLDFAST_RESTORE: `R-${number}`,
    HOLDFAST_DATA_DIRECTORY: plan.destination.dataDirectory,
  };
}
