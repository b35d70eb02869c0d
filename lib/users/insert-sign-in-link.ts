import { recordAudit } from "#lib/audit/record-audit.ts";
import { hashToken, newSecretToken } from "#lib/auth/tokens.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { actorId } from "#lib/users/actor-id.ts";
import { SIGN_IN_LINK_HOURS } from "#lib/users/rules.ts";

/** Ends earlier links of this person and writes a new one. The token is in the fragment: no server logs it. */
export async function insertSignInLink(
  ctx: Context,
  tx: Transaction,
  user: { id: string; name: string },
): Promise<{ url: string; expiresAt: string }> {
  const token = newSecretToken("hfl");
  const expiresAt = toDate(ctx.now() + BigInt(SIGN_IN_LINK_HOURS) * 3_600_000_000n);
  await tx.signInLink.updateMany({
    where: { userId: user.id, usedAt: null, expiresAt: { gt: toDate(ctx.now()) } },
    data: { expiresAt: toDate(ctx.now()) },
  });
  await tx.signInLink.create({
    data: {
      userId: user.id,
      tokenHash: hashToken(token),
      issuedBy: actorId(ctx.actor),
      expiresAt,
      createdAt: toDate(ctx.now()),
    },
  });
  await recordAudit(tx, ctx, {
    action: "user.issueLink",
    subject: { type: "user", id: user.id, name: user.name },
    details: { expiresAt: expiresAt.toISOString() },
  });
  return { url: `${ctx.installation.origin}/set-up#token=${token}`, expiresAt: expiresAt.toISOString() };
}
