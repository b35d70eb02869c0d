import { recordAudit } from "#lib/audit/record-audit.ts";
import { verifyPassword } from "#lib/auth/password.ts";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { changeTier } from "#lib/changes/change-subjects.ts";
import { changeKindRules } from "#lib/changes/kinds.ts";
import {
  approvalFacts,
  type ChangeRow,
  changeKind,
  loadChangeRow,
  toChangeDto,
} from "#lib/changes/load-change.ts";
import { planFingerprint, planHash } from "#lib/changes/plan.ts";
import { APPROVAL_EXPIRES_MICROS, whyNotApprove } from "#lib/changes/rules.ts";
import { type ApproveChangeInput, approveChangeInput, type ChangeDto } from "#lib/changes/schema.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";

/**
 * One person's vote for exactly the plan whose hash was displayed. The last vote needed approves the change and
 * queues its operation in the same transaction; there is no other way to start one (T1).
 */
export const approveChange = writeVerb("change.approve", approveChangeInput, vote, provePresence);

async function vote(ctx: Context, tx: Transaction, input: ApproveChangeInput): Promise<ChangeDto> {
  await tx.$queryRaw`SELECT 1 FROM change_requests WHERE id = ${input.id}::uuid FOR UPDATE`;
  const change = await loadChangeRow(tx, input.id);
  const refusal = whyNotApprove(await approvalFacts(ctx, tx, change));
  if (refusal) {
    const isState =
      refusal.reason === "decided" || refusal.reason === "expired" || refusal.reason === "voted";
    throw new AppError(isState ? "CONFLICT" : "FORBIDDEN", refusal.sentence, { reason: refusal.reason });
  }
  if (change.planHash !== input.planHash) {
    throw new AppError("CONFLICT", "The plan you were shown is not the plan of this request.", {
      hint: "Open the request again and read the plan as it is now.",
      reason: "plan-changed",
    });
  }
  const rules = changeKindRules[changeKind(change)];
  if (planHash(rules.planVersion, change.planText) !== change.planHash) {
    throw new AppError("FORBIDDEN", "The stored plan does not match its hash; nothing was approved.", {
      hint: "Somebody changed the control database; tell the auditors.",
      reason: "plan-changed",
    });
  }
  const approver = await tx.user.findUniqueOrThrow({ where: { id: actorUserId(ctx) } });
  await tx.approval.create({
    data: {
      changeRequestId: change.id,
      userId: approver.id,
      email: approver.email,
      name: approver.name,
      vote: "approve",
      planHash: input.planHash,
      proofMethod: "password",
      createdAt: toDate(ctx.now()),
    },
  });
  const votes = change.approvals.filter((approval) => approval.vote === "approve").length + 1;
  const operationId = votes >= change.requiredApprovals ? await approve(ctx, tx, change) : null;
  await recordAudit(tx, ctx, {
    action: rules.audit.approve,
    subject: { type: "change", id: change.id, name: `R-${change.number}` },
    resourceId: change.resourceId,
    details: {
      planHash: change.planHash,
      plan: planFingerprint(change.planHash),
      votes,
      needed: change.requiredApprovals,
      operationId,
    },
  });
  return toChangeDto(ctx, tx, await loadChangeRow(tx, change.id));
}

/** T15: "recently signed in" is not a proof; the password is asked for at this moment. */
async function provePresence(ctx: Context, { password }: ApproveChangeInput): Promise<void> {
  const id = actorUserId(ctx);
  await countAttempt(ctx.db, ctx.now(), `proof:${id}:${ctx.address ?? "local"}`, {
    limit: 10,
    windowSeconds: 600,
  });
  const user = await ctx.db.user.findUniqueOrThrow({ where: { id } });
  if (await verifyPassword(password, user.passwordHash)) return;
  throw new AppError("FORBIDDEN", "The password is wrong; nothing was approved.", {
    reason: "wrong-password",
  });
}

function actorUserId({ actor }: Context): string {
  if (actor.kind === "user") return actor.id;
  throw new AppError("FORBIDDEN", "Only a signed-in person can approve.", { reason: "not-a-person" });
}

async function approve(ctx: Context, tx: Transaction, change: ChangeRow): Promise<string> {
  const lifetime = APPROVAL_EXPIRES_MICROS[await changeTier(tx, change)];
  const updated = await tx.changeRequest.updateMany({
    where: { id: change.id, decision: "requested" },
    data: {
      decision: "approved",
      decidedAt: toDate(ctx.now()),
      approvalExpiresAt: toDate(ctx.now() + lifetime),
    },
  });
  if (updated.count !== 1)
    throw new AppError("CONFLICT", "Somebody else decided first.", { reason: "decided" });
  const operation = await insertOperation(ctx, tx, {
    kind: changeKindRules[changeKind(change)].operation,
    host: change.host,
    resourceId: change.resourceId,
    changeRequestId: change.id,
  });
  return operation.id;
}
