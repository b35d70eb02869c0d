import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { actorName } from "#lib/context.ts";
import { isUniqueViolation, jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { v7 } from "#lib/format/uuid.ts";
import { callOffRuns } from "./call-off-runs.ts";
import { endPauses } from "./end-pauses.ts";
import { pausedWords } from "./late-causes.ts";
import { createPauseInput } from "./schema.ts";
import { pauseRows, toPauseDto } from "./to-pause-dto.ts";

/** Leaves out the scheduled runs of a resource for a time. Each is still a row: missed, because of the pause. */
export const createPause = writeVerb("pause.create", createPauseInput, async (ctx, tx, input) => {
  const resource = await tx.resource.findUnique({
    where: { id: input.id },
    select: { id: true, name: true },
  });
  if (!resource) throw new AppError("NOT_FOUND", "There is no such resource.");
  await endPauses(ctx, tx, resource.id);
  const now = ctx.now();
  const expiresAt = toDate(now + BigInt(Math.round(input.hours * 3_600_000_000)));
  const row = await tx.pause
    .create({
      data: {
        id: v7(),
        resourceId: resource.id,
        reason: input.reason,
        pausedBy: jsonColumn({ name: actorName(ctx.actor), kind: ctx.actor.kind }),
        createdAt: toDate(now),
        expiresAt,
      },
      include: pauseRows,
    })
    .catch((cause: unknown) => {
      if (!isUniqueViolation(cause)) throw cause;
      throw new AppError("CONFLICT", `${resource.name} is paused already.`, {
        hint: "End that pause first.",
        reason: "already-paused",
        cause,
      });
    });
  await recordAudit(tx, ctx, {
    action: "pause.create",
    subject: { type: "resource", id: resource.id, name: resource.name },
    resourceId: resource.id,
    details: { pauseId: row.id, until: expiresAt.toISOString(), reason: input.reason },
  });
  await callOffRuns(ctx, tx, { resource, why: pausedWords(row) });
  return toPauseDto(row, now);
});
