import { z } from "zod";
import { changeRows, toChangeDto } from "#lib/changes/load-change.ts";
import type { Context } from "#lib/context.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { operationSummaryRows, toOperationSummary } from "#lib/operations/to-operation-dto.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";
import { type RetentionRequestPage, retentionPlan, retentionPreview } from "#lib/retention/schema.ts";

export async function loadRetentionRequest(
  ctx: Context,
  db: Database | Transaction,
  changeId: string,
): Promise<RetentionRequestPage> {
  const row = await db.changeRequest.findFirst({
    where: { id: changeId, kind: "retention" },
    include: { ...changeRows, operations: { include: operationSummaryRows, take: 1 } },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such request to keep less.");
  const plan = retentionPlan.parse(JSON.parse(row.planText));
  const operation = row.operations[0];
  return {
    changeId: row.id,
    change: await toChangeDto(ctx, db, row),
    plan,
    weakenings: retentionWeakenings(plan.before, plan.after),
    previews: z.array(retentionPreview).parse(row.preview ?? []),
    operation: operation ? toOperationSummary(operation) : null,
  };
}
