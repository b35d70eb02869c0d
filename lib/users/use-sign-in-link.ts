import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { hashToken } from "#lib/auth/tokens.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { useSignInLinkInput } from "#lib/users/schema.ts";

/** Sets a person's password once; every session opened with an earlier password ends. */
export const useSignInLink = writeVerb("signInLink.use", useSignInLinkInput, setPassword, (ctx) =>
  countAttempt(ctx.db, ctx.now(), `link:${ctx.address ?? "local"}`, { limit: 30, windowSeconds: 600 }),
);

async function setPassword(ctx: Context, tx: Transaction, input: z.output<typeof useSignInLinkInput>) {
  const passwordHash = await hashPassword(input.password);
  const now = toDate(ctx.now());
  const link = await tx.signInLink.findUnique({
    where: { tokenHash: hashToken(input.token) },
    include: { user: true },
  });
  const spent = link
    ? await tx.signInLink.updateMany({
        where: { id: link.id, usedAt: null, expiresAt: { gt: now }, user: { isActive: true } },
        data: { usedAt: now },
      })
    : { count: 0 };
  if (!link || spent.count === 0) {
    throw new AppError("PRECONDITION", "This link has been used, has expired, or never existed.", {
      hint: "Ask an administrator for a new one.",
      reason: "link-spent",
    });
  }
  await tx.user.update({ where: { id: link.userId }, data: { passwordHash } });
  await tx.session.updateMany({ where: { userId: link.userId, revokedAt: null }, data: { revokedAt: now } });
  await recordAudit(tx, ctx, {
    action: "signInLink.use",
    subject: { type: "user", id: link.userId, name: link.user.name },
  });
  return { email: link.user.email };
}
