import type { OperationHandler } from "#jobs/operation-run.ts";
import { checkApproval } from "#jobs/restore/check-approval.ts";
import { checkPlan } from "#jobs/restore/check-plan.ts";
import { restoreInPlace } from "#jobs/restore/restore-in-place.ts";
import { restoreNewInstance } from "#jobs/restore/restore-new-instance.ts";

/** Carries out an approved plan: exactly that, once, or says why not. */
export const restore: OperationHandler = async (run) => {
  const approved = await checkApproval(run);
  const site = await checkPlan(run, approved);
  return approved.plan.destination.kind === "in-place"
    ? restoreInPlace(run, site)
    : restoreNewInstance(run, site);
};
