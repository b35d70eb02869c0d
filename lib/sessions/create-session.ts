import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { verifyPassword } from "#lib/auth/password.ts";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { ABSOLUTE_MICROS } from "#lib/sessions/rules.ts";
import { signInInput } from "#lib/sessions/schema.ts";

type SignInInput = z.output<typeof signInInput>;

/** Signs a person in. The answer to a wrong password and to an unknown address is the same, in time too. */
export const createSession = writeVerb("session.create", signInInput, openSession, checkPassword);

async function checkPassword(ctx: Context, { email, password }: SignInInput): Promise<void> {
  const source = ctx.address ?? "local";
  await countAttempt(ctx.db, ctx.now(), `sign-in:${source}`, { limit: 100, windowSeconds: 600 });
  await countAttempt(ctx.db, ctx.now(), `sign-in:${source}:${email}`, { limit: 10, windowSeconds: 600 });
  const user = await ctx.db.user.findUnique({ where: { email } });
  const isRight = await verifyPassword(password, user?.passwordHash ?? null);
  if (user?.isActive && isRight) return;
  await recordAudit(ctx.db, ctx, {
    action: "session.fail",
    outcome: "failed",
    subject: { type: "user", id: user?.id ?? null, name: email },
  });
  throw wrong();
}

async function openSession(ctx: Context, tx: Transaction, { email }: SignInInput) {
  // Deactivated in between: the password was right, and still nobody is let in.
  const user = await tx.user.findUnique({ where: { email, isActive: true } });
  if (!user) throw wrong();
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
  const { id, name } = user;
  const actor = { kind: "user" as const, id, name, email, roles: [], sessionId: session.id };
  await recordAudit(
    tx,
    { ...ctx, actor },
    { action: "session.create", subject: { type: "session", id: session.id, name: null } },
  );
  return { userId: id, sessionId: session.id, name, email };
}

function wrong(): AppError {
  return new AppError("UNAUTHENTICATED", "The address or the password is wrong.", {
    reason: "wrong-password",
  });
}
