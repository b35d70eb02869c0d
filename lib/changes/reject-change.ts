import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { closeChange } from "#lib/changes/close-change.ts";
import { changeKindRules } from "#lib/changes/kinds.ts";
import { changeKind, loadChangeRow, toChangeDto } from "#lib/changes/load-change.ts";
import { rejectChangeInput } from "#lib/changes/schema.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

/** One rejection ends a request, with a reason from the closed list (T12). */
export const rejectChange = writeVerb("change.reject", rejectChangeInput, async (ctx, tx, input) => {
  if (ctx.actor.kind !== "user") throw new AppError("FORBIDDEN", "Only a signed-in person can reject.");
  const userId = ctx.actor.id;
  await tx.$queryRaw`SELECT 1 FROM change_requests WHERE id = ${input.id}::uuid FOR UPDATE`;
  const change = await loadChangeRow(tx, input.id);
  if (change.planHash !== input.planHash) {
    throw new AppError("CONFLICT", "The plan you were shown is not the plan of this request.", {
      reason: "plan-changed",
    });
  }
  if (change.approvals.some((approval) => approval.userId === userId)) {
    throw new AppError("CONFLICT", "You have already voted on this request.", { reason: "voted" });
  }
  await closeChange(ctx, tx, change.id, "rejected");
  await tx.approval.create({
    data: {
      changeRequestId: change.id,
      userId: ctx.actor.id,
      email: ctx.actor.email,
      name: ctx.actor.name,
      vote: "reject",
      planHash: input.planHash,
      rejectReason: input.reason,
      comment: input.comment ?? null,
      proofMethod: "session",
      createdAt: toDate(ctx.now()),
    },
  });
  await recordAudit(tx, ctx, {
    action: changeKindRules[changeKind(change)].audit.reject,
    subject: { type: "change", id: change.id, name: `R-${change.number}` },
    resourceId: change.resourceId,
    details: { planHash: change.planHash, reason: input.reason, comment: input.comment ?? null },
  });
  return toChangeDto(ctx, tx, await loadChangeRow(tx, change.id));
});
