import { z } from "zod";
import type { OperationRun } from "#jobs/operation-run.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { planFingerprint, planHash } from "#lib/changes/plan.ts";
import { spendApproval } from "#lib/changes/spend-approval.ts";
import { microsText } from "#lib/recovery/schema.ts";
import { parsePlan } from "#lib/restores/parse-plan.ts";
import { PLAN_VERSION } from "#lib/restores/rules.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

export interface ApprovedPlan {
  plan: RestorePlan;
  number: number;
  requestedAtMicros: bigint;
  approvedAtMicros: bigint;
}

const recorded = z.object({
  planText: z.string(),
  number: z.number(),
  requestedAtMicros: microsText,
  approvedAtMicros: microsText,
});

/** Spends the approval for this operation. From here on the worker acts on its own copy of the plan. */
export async function checkApproval(run: OperationRun): Promise<ApprovedPlan> {
  const { worker, operation } = run;
  const changeRequestId = operation.changeRequestId ?? "";
  const approved = await run.step("check the approval", recorded, async () => {
    const spent = await spendApproval(worker, {
      kind: "restore",
      changeRequestId,
      operationId: operation.id,
    });
    await recordAudit(worker.db, worker, {
      action: "restore.start",
      subject: { type: "change", id: changeRequestId, name: `R-${spent.number}` },
      resourceId: operation.resourceId,
      details: {
        operationId: operation.id,
        attempt: operation.attempt,
        plan: planFingerprint(planHash(PLAN_VERSION, spent.planText)),
      },
    });
    return {
      planText: spent.planText,
      number: spent.number,
      requestedAtMicros: spent.requestedAtMicros.toString(),
      approvedAtMicros: spent.approvedAtMicros.toString(),
    };
  });
  return {
    plan: parsePlan(approved.planText),
    number: approved.number,
    requestedAtMicros: BigInt(approved.requestedAtMicros),
    approvedAtMicros: BigInt(approved.approvedAtMicros),
  };
}
