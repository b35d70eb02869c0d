import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { tokenIdInput } from "#lib/tokens/schema.ts";
import { actorId } from "#lib/users/actor-id.ts";

export const revokeToken = writeVerb("token.revoke", tokenIdInput, async (ctx, tx, { id }) => {
  const row = await tx.apiToken.findFirst({
    where: { id, userId: actorId(ctx.actor) ?? "", revokedAt: null },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such token of yours.");
  await tx.apiToken.update({ where: { id }, data: { revokedAt: toDate(ctx.now()) } });
  await recordAudit(tx, ctx, { action: "token.revoke", subject: { type: "token", id, name: row.name } });
});
