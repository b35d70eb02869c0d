import { recordAudit } from "#lib/audit/record-audit.ts";
import { closeChange } from "#lib/changes/close-change.ts";
import { changeKindRules } from "#lib/changes/kinds.ts";
import { planFingerprint, planHash, planText } from "#lib/changes/plan.ts";
import { REQUEST_EXPIRES_MICROS } from "#lib/changes/rules.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { ANY_HOST } from "#lib/queue/queue.ts";
import { loadRetentionRequest } from "#lib/retention/load-retention-request.ts";
import { retentionSentence } from "#lib/retention/retention-sentence.ts";
import {
  type RetentionPlan,
  type RetentionPreview,
  type RetentionRequestPage,
  retentionPlan,
} from "#lib/retention/schema.ts";

const { planVersion, audit } = changeKindRules.retention;

/** Freezes a plan to keep less, hashes it and asks for approval; an earlier open request for the same gives way (T3). */
export async function insertRequest(
  ctx: Context,
  tx: Transaction,
  input: {
    plan: Omit<RetentionPlan, "requesterId" | "version">;
    previews: RetentionPreview[];
    reason: string;
    resource: { id: string; name: string } | null;
  },
): Promise<RetentionRequestPage> {
  if (ctx.actor.kind !== "user") {
    throw new AppError("FORBIDDEN", "Keeping less is asked for by a signed-in person.", {
      reason: "not-a-person",
    });
  }
  const requester = await tx.user.findUniqueOrThrow({ where: { id: ctx.actor.id } });
  const plan: RetentionPlan = { ...input.plan, version: "retention-plan/v1", requesterId: requester.id };
  const text = planText(plan);
  const hash = planHash(planVersion, text);
  const change = await tx.changeRequest.create({
    data: {
      kind: "retention",
      resourceId: plan.resourceId,
      planText: text,
      planHash: hash,
      preview: jsonColumn(input.previews),
      reason: input.reason,
      host: ANY_HOST,
      requestedById: requester.id,
      requestedBy: jsonColumn({ id: requester.id, name: requester.name, email: requester.email }),
      createdAt: toDate(ctx.now()),
      expiresAt: toDate(ctx.now() + REQUEST_EXPIRES_MICROS),
    },
  });
  await supersedeEarlier(ctx, tx, plan, change);
  await recordAudit(tx, ctx, {
    action: audit.request,
    subject: { type: "change", id: change.id, name: `R-${change.number}` },
    resourceId: plan.resourceId,
    details: {
      sentence: retentionSentence(plan, input.resource?.name ?? null),
      planHash: hash,
      plan: planFingerprint(hash),
      policyId: plan.policyId,
      reason: input.reason,
    },
  });
  return loadRetentionRequest(ctx, tx, change.id);
}

/** The caller holds the policy's lock: two requests of the same moment see each other. */
async function supersedeEarlier(
  ctx: Context,
  tx: Transaction,
  plan: RetentionPlan,
  later: { id: string; number: number },
): Promise<void> {
  const open = await tx.changeRequest.findMany({
    where: { id: { not: later.id }, kind: "retention", decision: "requested" },
  });
  for (const change of open) {
    const earlier = retentionPlan.parse(JSON.parse(change.planText));
    const isSame =
      earlier.kind === plan.kind &&
      (plan.kind === "policy" ? earlier.policyId === plan.policyId : earlier.resourceId === plan.resourceId);
    if (!isSame) continue;
    await closeChange(ctx, tx, change.id, "superseded");
    await recordAudit(tx, ctx, {
      action: audit.supersede,
      subject: { type: "change", id: change.id, name: `R-${change.number}` },
      resourceId: change.resourceId,
      details: { planHash: change.planHash, by: `R-${later.number}` },
    });
  }
}
