import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { endPause as noteEnd } from "./end-pauses.ts";
import { pauseIdInput } from "./schema.ts";
import { pauseRows, toPauseDto } from "./to-pause-dto.ts";

export const endPause = writeVerb("pause.end", pauseIdInput, async (ctx, tx, { id }) => {
  const pause = await tx.pause.findUnique({ where: { id }, include: pauseRows });
  if (!pause) throw new AppError("NOT_FOUND", "There is no such pause.");
  const now = ctx.now();
  const isOpen = pause.expiresAt > toDate(now);
  if (!isOpen || !(await noteEnd(ctx, tx, { ...pause, endedAt: toDate(now) }))) {
    throw new AppError("CONFLICT", "That pause has ended already.", { reason: "ended" });
  }
  return toPauseDto(await tx.pause.findUniqueOrThrow({ where: { id }, include: pauseRows }), now);
});
