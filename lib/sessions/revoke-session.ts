import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { sessionIdInput } from "#lib/sessions/schema.ts";
import { actorId } from "#lib/users/actor-id.ts";

export const revokeSession = writeVerb("session.revoke", sessionIdInput, async (ctx, tx, { id }) => {
  const revoked = await tx.session.updateMany({
    where: { id, userId: actorId(ctx.actor) ?? "", revokedAt: null },
    data: { revokedAt: toDate(ctx.now()) },
  });
  if (revoked.count === 0) throw new AppError("NOT_FOUND", "There is no such session of yours.");
  await recordAudit(tx, ctx, { action: "session.revoke", subject: { type: "session", id, name: null } });
});
