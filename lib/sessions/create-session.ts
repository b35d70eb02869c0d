import { recordAudit } from "#lib/audit/record-audit.ts";
import { verifyPassword } from "#lib/auth/password.ts";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { ABSOLUTE_MICROS } from "#lib/sessions/rules.ts";
import { signInInput } from "#lib/sessions/schema.ts";

/** Signs a person in. The answer to a wrong password and to an unknown address is the same, in time too. */
export const createSession = writeVerb("session.create", signInInput, async (ctx, tx, input) => {
  const email = input.email.trim().toLowerCase();
  const source = ctx.address ?? "local";
  await countAttempt(ctx.db, ctx.now(), `sign-in:${source}`, { limit: 100, windowSeconds: 600 });
  await countAttempt(ctx.db, ctx.now(), `sign-in:${source}:${email}`, { limit: 10, windowSeconds: 600 });
  const user = await tx.user.findUnique({ where: { email } });
  const isRight = await verifyPassword(input.password, user?.passwordHash ?? null);
  if (!user?.isActive || !isRight) {
    // Written outside the transaction that is about to roll back.
    await recordAudit(ctx.db, ctx, {
      action: "session.fail",
      outcome: "failed",
      subject: { type: "user", id: user?.id ?? null, name: email.slice(0, 254) },
    });
    throw new AppError("UNAUTHENTICATED", "The address or the password is wrong.", {
      reason: "wrong-password",
    });
  }
  const now = ctx.now();
  const session = await tx.session.create({
    data: {
      userId: user.id,
      createdAt: toDate(now),
      lastActiveAt: toDate(now),
      expiresAt: toDate(now + ABSOLUTE_MICROS),
      userAgent: ctx.userAgent?.slice(0, 300) ?? null,
      address: ctx.address,
    },
  });
  await recordAudit(
    tx,
    {
      ...ctx,
      actor: {
        kind: "user",
        id: user.id,
        name: user.name,
        email: user.email,
        roles: [],
        sessionId: session.id,
      },
    },
    { action: "session.create", subject: { type: "session", id: session.id, name: null } },
  );
  return { userId: user.id, sessionId: session.id, name: user.name, email: user.email };
});
