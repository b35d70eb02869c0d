import { silencedWhat } from "#lib/alerts/create-silence.ts";
import { loadSilences } from "#lib/alerts/load-silences.ts";
import { silenceIdInput } from "#lib/alerts/schema.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { actorName } from "#lib/context.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { actorId } from "#lib/users/actor-id.ts";

/** From now on people are told again, also about what is still firing. */
export const endSilence = writeVerb("silence.end", silenceIdInput, async (ctx, tx, { id }) => {
  const now = toDate(ctx.now());
  const ended = await tx.silence.updateMany({
    where: { id, endedAt: null, expiresAt: { gt: now } },
    data: {
      endedAt: now,
      endedBy: jsonColumn({ id: actorId(ctx.actor), name: actorName(ctx.actor), kind: ctx.actor.kind }),
    },
  });
  const [silence] = await loadSilences(ctx, tx, { where: { id } });
  if (!silence) throw new AppError("NOT_FOUND", "There is no such silence.");
  if (ended.count === 0) throw new AppError("CONFLICT", "It has already ended.", { reason: "ended" });
  await recordAudit(tx, ctx, {
    action: "silence.end",
    subject: { type: "silence", id, name: silencedWhat(silence) },
    resourceId: silence.resource?.id,
  });
  return silence;
});
