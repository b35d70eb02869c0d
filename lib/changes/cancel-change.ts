import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { closeChange } from "#lib/changes/close-change.ts";
import { changeKindRules } from "#lib/changes/kinds.ts";
import { changeKind, loadChangeRow, toChangeDto } from "#lib/changes/load-change.ts";
import { changeIdInput } from "#lib/changes/schema.ts";
import { AppError } from "#lib/errors.ts";

/** Its requester takes a request back. */
export const cancelChange = writeVerb("change.cancel", changeIdInput, async (ctx, tx, { id }) => {
  const change = await loadChangeRow(tx, id);
  if (ctx.actor.kind !== "user" || ctx.actor.id !== change.requestedById) {
    throw new AppError("FORBIDDEN", "Only whoever asked can withdraw a request.", {
      hint: "A manager can reject it.",
      reason: "not-requester",
    });
  }
  await closeChange(ctx, tx, id, "cancelled");
  await recordAudit(tx, ctx, {
    action: changeKindRules[changeKind(change)].audit.cancel,
    subject: { type: "change", id, name: `R-${change.number}` },
    resourceId: change.resourceId,
    details: { planHash: change.planHash },
  });
  return toChangeDto(ctx, tx, await loadChangeRow(tx, id));
});
