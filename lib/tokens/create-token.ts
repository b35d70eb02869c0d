import { recordAudit } from "#lib/audit/record-audit.ts";
import { permissionOf, permissions, type Verb } from "#lib/auth/permissions.ts";
import { hashToken, newSecretToken } from "#lib/auth/tokens.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { createTokenInput } from "#lib/tokens/schema.ts";
import { toTokenDto } from "#lib/tokens/to-token-dto.ts";

/** A token for scripts: scoped, expiring, shown once, and never able to approve, delete or manage people (T34). */
export const createToken = writeVerb("token.create", createTokenInput, async (ctx, tx, input) => {
  if (ctx.actor.kind !== "user")
    throw new AppError("FORBIDDEN", "Only a signed-in person may create a token.");
  const wrong = input.scopes.filter((scope) => !isTokenScope(scope));
  if (wrong.length > 0) {
    throw new AppError("INVALID", `A token cannot have these scopes: ${wrong.join(", ")}.`, {
      reason: "scope",
    });
  }
  const secret = newSecretToken("hft");
  const row = await tx.apiToken.create({
    data: {
      userId: ctx.actor.id,
      name: input.name,
      prefix: secret.slice(0, 10),
      tokenHash: hashToken(secret),
      scopes: input.scopes,
      createdAt: toDate(ctx.now()),
      expiresAt: toDate(ctx.now() + BigInt(input.expiresInDays) * 86_400_000_000n),
    },
  });
  await recordAudit(tx, ctx, {
    action: "token.create",
    subject: { type: "token", id: row.id, name: row.name },
    details: { scopes: row.scopes, expiresAt: row.expiresAt.toISOString() },
  });
  return { token: toTokenDto(row), secret };
});

function isTokenScope(scope: string): boolean {
  return scope in permissions && permissionOf(scope as Verb).token === true;
}
