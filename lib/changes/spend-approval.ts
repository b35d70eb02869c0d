import { recordAudit } from "#lib/audit/record-audit.ts";
import { authorize } from "#lib/auth/authorize.ts";
import type { Role } from "#lib/auth/permissions.ts";
import { changeKindRules } from "#lib/changes/kinds.ts";
import { changeKind, loadChangeRow } from "#lib/changes/load-change.ts";
import { planFingerprint, planHash } from "#lib/changes/plan.ts";
import type { ChangeKind } from "#lib/changes/schema.ts";
import type { Context } from "#lib/context.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

/**
 * The worker's claim (T8, T10, T11): spends an approval for exactly one operation, after reading everything
 * again, and writes down that it starts. The same operation may ask again (it resumed after a crash); any other is
 * refused, and so is one whose approval went with an operation that has ended.
 * Throws PRECONDITION `stale-plan` when anything is not as it was approved. Returns the approved plan's text.
 */
export async function spendApproval(
  ctx: Context,
  input: { kind: ChangeKind; changeRequestId: string; operationId: string; attempt: number },
): Promise<{ planText: string; number: number; requestedAtMicros: bigint; approvedAtMicros: bigint }> {
  const rules = changeKindRules[input.kind];
  authorizeRun(ctx, input.kind);
  return ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM change_requests WHERE id = ${input.changeRequestId}::uuid FOR UPDATE`;
    const change = await loadChangeRow(tx, input.changeRequestId);
    if (changeKind(change) !== input.kind) throw stale("The request is for another kind of change.");
    if (change.spentById !== null && change.spentById !== input.operationId) {
      throw stale(
        "This approval has been used already.",
        `An approval runs once; ask for a new ${rules.noun}.`,
      );
    }
    if (change.decision !== "approved") throw stale(`The request is ${change.decision}, not approved.`);
    if (planHash(rules.planVersion, change.planText) !== change.planHash) {
      throw stale(
        "The stored plan does not match its hash.",
        "Somebody changed the control database; tell the auditors.",
      );
    }
    const votes = change.approvals.filter(
      (each) => each.vote === "approve" && each.planHash === change.planHash,
    );
    const voters = new Set(votes.map((vote) => vote.userId));
    if (voters.size < change.requiredApprovals || voters.has(change.requestedById)) {
      throw stale("The votes do not add up to an approval of this plan.");
    }
    if (change.spentById === null) {
      const ended = await tx.operation.count({
        where: { changeRequestId: change.id, finishedAt: { not: null } },
      });
      if (ended > 0) throw stale("The operation that this approval was for has ended.");
      await assertStillHolds(tx, [...voters], "manager", "An approver");
      await assertStillHolds(tx, [change.requestedById], rules.requesterRole, "The requester");
      const spent = await tx.changeRequest.updateMany({
        where: {
          id: change.id,
          decision: "approved",
          spentById: null,
          approvalExpiresAt: { gt: toDate(ctx.now()) },
        },
        data: { spentById: input.operationId, spentAt: toDate(ctx.now()) },
      });
      if (spent.count !== 1) {
        throw stale(
          "The approval ran out before a worker could start.",
          "Ask again; an approval is good for hours only.",
        );
      }
      await recordAudit(tx, ctx, {
        action: rules.audit.start,
        subject: { type: "change", id: change.id, name: `R-${change.number}` },
        resourceId: change.resourceId,
        details: {
          operationId: input.operationId,
          attempt: input.attempt,
          plan: planFingerprint(change.planHash),
        },
      });
    }
    return {
      planText: change.planText,
      number: change.number,
      requestedAtMicros: BigInt(change.createdAt.getTime()) * 1000n,
      approvedAtMicros: BigInt(change.decidedAt?.getTime() ?? 0) * 1000n,
    };
  });
}

function authorizeRun(ctx: Context, kind: ChangeKind): void {
  switch (kind) {
    case "restore":
      authorize(ctx, "restore.run");
      break;
    case "retention":
      authorize(ctx, "retention.change");
      break;
  }
}

/** T6: roles are read live when the approval is spent. */
async function assertStillHolds(
  tx: Parameters<typeof loadChangeRow>[0],
  userIds: string[],
  role: Role,
  who: string,
): Promise<void> {
  const holders = await tx.user.count({
    where: { id: { in: userIds }, isActive: true, roles: { some: { role, revokedAt: null } } },
  });
  if (holders === userIds.length) return;
  throw stale(`${who} no longer holds the role ${role} or is deactivated.`);
}

function stale(sentence: string, hint = "Nothing was touched. Ask again."): AppError {
  return new AppError("PRECONDITION", sentence, { hint, reason: "stale-plan" });
}
