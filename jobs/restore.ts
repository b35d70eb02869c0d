import type { OperationHandler, OperationRun } from "#jobs/operation-run.ts";
import { checkApproval } from "#jobs/restore/check-approval.ts";
import { checkPlan } from "#jobs/restore/check-plan.ts";
import { restoreInPlace } from "#jobs/restore/restore-in-place.ts";
import { restoreNewInstance } from "#jobs/restore/restore-new-instance.ts";
import { AppError } from "#lib/errors.ts";

/** Carries out an approved plan: exactly that, once, or says why not. */
export const restore: OperationHandler = async (run) => {
  const approved = await checkApproval(run);
  const site = await checkPlan(run, approved).catch((error: unknown) => {
    const isCopy = approved.plan.destination.kind === "new-instance";
    throw run.isHandedOver(error) || isCopy ? error : notResumed(run, error);
  });
  return approved.plan.destination.kind === "in-place"
    ? restoreInPlace(run, site)
    : restoreNewInstance(run, site);
};

/** An attempt that died may have stopped the cluster; this one could not come as far as putting it back. */
function notResumed(run: OperationRun, error: unknown): unknown {
  if (run.operation.attempt === 1) return error;
  const known = error instanceof AppError ? error : null;
  return new AppError(known?.code ?? "INTERNAL", known?.message ?? "The restore could not be continued.", {
    hint: [
      known?.hint,
      "An earlier attempt may have stopped or fenced the cluster: look at its steps, and at the cluster.",
    ]
      .filter(Boolean)
      .join(" "),
    reason: known?.reason,
    cause: error,
  });
}
