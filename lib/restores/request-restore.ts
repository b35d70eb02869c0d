import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { closeChange } from "#lib/changes/close-change.ts";
import { planFingerprint, planHash, planText } from "#lib/changes/plan.ts";
import { REQUEST_EXPIRES_MICROS } from "#lib/changes/rules.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { loadRestore } from "#lib/restores/load-restore.ts";
import { parsePlan } from "#lib/restores/parse-plan.ts";
import { normalizePlan, PLAN_VERSION, PREVIEW_FRESH_MICROS, restoreSentence } from "#lib/restores/rules.ts";
import {
  type PreviewResult,
  previewResult,
  type RestorePlan,
  requestRestoreInput,
} from "#lib/restores/schema.ts";

/**
 * Freezes a finished preview into a plan, hashes it and asks for approval. Nothing a browser sent decides the
 * outcome: the plan is the worker's own finding, plus who asks.
 */
export const requestRestore = writeVerb("restore.request", requestRestoreInput, async (ctx, tx, input) => {
  const requester = await loadRequester(ctx, tx);
  const { result, finishedAt } = await loadPreview(ctx, tx, input.previewId);
  const plan = normalizePlan({ ...result.plan, requesterId: requester.id });
  assertConfirmed(plan, input.confirmation);
  // Two requests of the same moment would not see each other.
  await tx.$queryRaw`SELECT 1 FROM resources WHERE id = ${plan.resource.id}::uuid FOR UPDATE`;
  await assertFirst(tx, input.previewId);
  const text = planText(plan);
  const hash = planHash(PLAN_VERSION, text);
  const change = await tx.changeRequest.create({
    data: {
      kind: "restore",
      resourceId: plan.resource.id,
      planText: text,
      planHash: hash,
      reason: input.reason,
      host: plan.destination.host,
      requestedById: requester.id,
      requestedBy: jsonColumn({ id: requester.id, name: requester.name, email: requester.email }),
      createdAt: toDate(ctx.now()),
      expiresAt: toDate(ctx.now() + REQUEST_EXPIRES_MICROS),
      restore: {
        create: {
          resourceId: plan.resource.id,
          preview: jsonColumn(result.impact),
          previewAt: finishedAt,
          previewId: input.previewId,
          undoOfId: plan.undoOfId,
        },
      },
    },
    include: { restore: true },
  });
  await supersedeEarlier(ctx, tx, plan, change);
  const restoreId = change.restore?.id ?? "";
  await tx.hold.create({
    data: {
      resourceId: plan.resource.id,
      repositoryId: plan.repository.id,
      label: plan.backupSet.label,
      reason: `restore request R-${change.number} needs it`,
      restoreId,
    },
  });
  await recordAudit(tx, ctx, {
    action: "restore.request",
    subject: { type: "change", id: change.id, name: `R-${change.number}` },
    resourceId: plan.resource.id,
    details: {
      sentence: restoreSentence(plan),
      planHash: hash,
      plan: planFingerprint(hash),
      reason: input.reason,
      restoreId,
    },
  });
  return loadRestore(ctx, tx, restoreId);
});

async function loadRequester(ctx: Context, tx: Transaction) {
  const { actor } = ctx;
  if (actor.kind !== "user" && actor.kind !== "token") {
    throw new AppError("FORBIDDEN", "A restore is asked for by a person.", { reason: "not-a-person" });
  }
  return tx.user.findUniqueOrThrow({ where: { id: actor.id } });
}

async function loadPreview(
  ctx: Context,
  tx: Transaction,
  id: string,
): Promise<{ result: PreviewResult; finishedAt: Date }> {
  const preview = await tx.operation.findFirst({ where: { id, kind: "restore-preview" } });
  if (!preview) throw new AppError("NOT_FOUND", "There is no such preview.");
  if (preview.status !== "succeeded" || preview.finishedAt === null) {
    throw new AppError("PRECONDITION", "The preview has not finished successfully.", {
      reason: "preview-unfinished",
    });
  }
  if (preview.finishedAt < toDate(ctx.now() - PREVIEW_FRESH_MICROS)) {
    throw new AppError("PRECONDITION", "The preview is too old: the consequences may be others by now.", {
      hint: "Work it out again, look at it, then ask.",
      reason: "preview-old",
    });
  }
  return { result: previewResult.parse(preview.result), finishedAt: preview.finishedAt };
}

/** U6: overwriting in place is typed by hand, and checked here, not only in the browser. */
function assertConfirmed(plan: RestorePlan, confirmation: string | undefined): void {
  if (plan.destination.kind !== "in-place" || confirmation === plan.resource.name) return;
  throw new AppError("INVALID", `Type ${plan.resource.name} to confirm that it will be overwritten.`, {
    reason: "confirmation",
  });
}

/** The same plan twice would be one code for two requests, and the second could only fail. */
async function assertFirst(tx: Transaction, previewId: string): Promise<void> {
  const earlier = await tx.restore.findUnique({ where: { previewId }, include: { change: true } });
  if (!earlier) return;
  throw new AppError("CONFLICT", `This plan was asked for already, as R-${earlier.change.number}.`, {
    hint: "Look at that request; to ask once more, work out anew what will happen.",
    reason: "already-asked",
  });
}

/** A new plan of the same person for the same place replaces the one still waiting; votes do not carry over (T3). */
async function supersedeEarlier(
  ctx: Context,
  tx: Transaction,
  plan: RestorePlan,
  later: { id: string; number: number },
): Promise<void> {
  if (plan.destination.kind !== "in-place") return;
  const earlier = await tx.changeRequest.findMany({
    where: {
      id: { not: later.id },
      resourceId: plan.resource.id,
      requestedById: plan.requesterId,
      decision: "requested",
      kind: "restore",
    },
  });
  for (const change of earlier) {
    if (parsePlan(change.planText).destination.kind !== "in-place") continue;
    await closeChange(ctx, tx, change.id, "superseded");
    await recordAudit(tx, ctx, {
      action: "restore.supersede",
      subject: { type: "change", id: change.id, name: `R-${change.number}` },
      resourceId: change.resourceId,
      details: { planHash: change.planHash, by: `R-${later.number}` },
    });
  }
}
