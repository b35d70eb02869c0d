import { z } from "zod";
import type { OperationRun } from "#jobs/operation-run.ts";
import { spendApproval } from "#lib/changes/spend-approval.ts";
import { microsText } from "#lib/recovery/schema.ts";
import { parsePlan } from "#lib/restores/parse-plan.ts";
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
  const approved = await run.step("check the approval", recorded, async () => {
    const spent = await spendApproval(worker, {
      kind: "restore",
      changeRequestId: operation.changeRequestId ?? "",
      operationId: operation.id,
      attempt: operation.attempt,
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
