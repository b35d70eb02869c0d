import { z } from "zod";
import { runHook } from "#jobs/hooks.ts";
import { NOT_PUT_BACK, type OperationRun } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { openToClients, removeFence, stop } from "#jobs/restore/fence.ts";
import { findHook, hookFacts } from "#jobs/restore/run-planned-hook.ts";
import { forgetWayBack } from "#jobs/restore/save-way-back.ts";
import { asidePath, takeBackAside } from "#jobs/restore/set-aside.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { AppError, errorCodes, sentenceOf } from "#lib/errors.ts";

const PUT_BACK_MS = 15 * 60_000;
const STEP = "put back";

const givenUp = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.string().optional(),
  reason: z.string().optional(),
});

/**
 * An attempt that gave up may die while it puts things back. Its successor must not go on where it stood: clients
 * may be in again. Throws what the restore was given up for.
 */
export async function requireNotGivenUp(run: OperationRun): Promise<void> {
  const step = await run.worker.db.operationStep.findUnique({
    where: { operationId_name: { operationId: run.operation.id, name: STEP } },
  });
  if (!step) return;
  const { code, message, ...rest } = givenUp.parse(step.result);
  throw new AppError(code, message, rest);
}

/**
 * Nothing was overwritten yet: the cluster becomes what it was found as, running or not, and the application is
 * started again. Not with the run's own signal, which a cancel has already aborted. Throws when it cannot.
 */
export async function putBack(run: OperationRun, site: RestoreSite, cause: unknown): Promise<void> {
  const signal = AbortSignal.timeout(PUT_BACK_MS);
  await rememberGivingUp(run, cause);
  run.log("warn", "Nothing was overwritten. Putting the cluster back as it was.");
  try {
    if (site.plan.wayBack === "set-aside") await takeBackAside(run, site);
    if (site.stateBefore === "running") await openToClients(run, site, signal);
    // It was stopped, and started behind the fence for its safety backup.
    else if (site.plan.wayBack === "backup") await stop(run, site, signal);
    await removeFence(run);
    await forgetWayBack(run, site);
    const start = findHook(site, "start");
    if (start && (await hasStoppedAnything(run))) await runHook({ ...run, signal }, start, hookFacts(site));
    await endStep(run, "succeeded");
  } catch (error) {
    await endStep(run, "failed");
    throw new AppError("ENGINE", "Nothing was overwritten, but not everything could be put back as it was.", {
      hint: `${sentenceOf(error)} What went before: ${sentenceOf(cause)} Look at the cluster and the application, and start them by hand.`,
      reason: NOT_PUT_BACK,
      cause: error,
    });
  }
}

/** Not a step of the envelope: those do not run once the operation was cancelled. */
async function rememberGivingUp(run: OperationRun, cause: unknown): Promise<void> {
  const error = cause instanceof AppError ? cause : new AppError("INTERNAL", sentenceOf(cause));
  const { code, message, hint, reason } = error;
  const { id: operationId, attempt } = run.operation;
  const begun = { status: "running" as const, attempt, startedAt: new Date(), finishedAt: null };
  const position = await run.worker.db.operationStep.count({ where: { operationId, name: { not: STEP } } });
  await run.worker.db.operationStep.upsert({
    where: { operationId_name: { operationId, name: STEP } },
    create: {
      operationId,
      name: STEP,
      position: position + 1,
      result: jsonColumn({ code, message, hint, reason }),
      ...begun,
    },
    update: begun,
  });
}

async function endStep(run: OperationRun, status: "succeeded" | "failed"): Promise<void> {
  await run.worker.db.operationStep.updateMany({
    where: { operationId: run.operation.id, name: STEP, attempt: run.operation.attempt },
    data: { status, finishedAt: new Date() },
  });
}

/** By this attempt or an earlier one, finished or not. */
async function hasStoppedAnything(run: OperationRun): Promise<boolean> {
  const begun = await run.worker.db.operationStep.count({
    where: {
      operationId: run.operation.id,
      name: { in: ["stop hook", "shut clients out", "stop the cluster"] },
    },
  });
  return begun > 0;
}

/** After the point of no return: the same failure, with what it leaves behind and the way out. */
export function leftShut(site: RestoreSite, error: unknown): AppError {
  const known = error instanceof AppError ? error : null;
  return new AppError(
    known?.code ?? "INTERNAL",
    known?.message ?? "Something went wrong inside the worker while the cluster was being overwritten.",
    {
      hint: [known?.hint, "The cluster is overwritten in part and shut to its clients.", wayOut(site)]
        .filter(Boolean)
        .join(" "),
      reason: known?.reason,
      cause: error,
    },
  );
}

function wayOut(site: RestoreSite): string {
  const name = `R-${site.number}`;
  switch (site.plan.wayBack) {
    case "backup":
      return `Its state from before is saved: go back to just before ${name}, or request this restore again.`;
    case "set-aside":
      return `Its data from before is untouched in ${asidePath(site)}: request the restore again, or rename that back.`;
    case "none":
      return "There was nothing before it: request the restore again.";
  }
}
