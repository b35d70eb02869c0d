import { hashToken } from "#lib/auth/tokens.ts";
import type { Actor } from "#lib/context.ts";
import type { Database } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";

/** The actor behind a bearer token, or null. A token dies with its owner and has at most the owner's roles. */
export async function findTokenActor(db: Database, secret: string, now: bigint): Promise<Actor | null> {
  const token = await db.apiToken.findUnique({
    where: { tokenHash: hashToken(secret) },
    include: { user: { include: { roles: { where: { revokedAt: null } } } } },
  });
  if (!token?.user.isActive || token.revokedAt !== null || token.expiresAt <= toDate(now)) return null;
  await db.apiToken.update({ where: { id: token.id }, data: { lastUsedAt: toDate(now) } });
  return {
    kind: "token",
    id: token.user.id,
    tokenId: token.id,
    name: token.user.name,
    email: token.user.email,
    roles: token.user.roles.map((grant) => grant.role),
    scopes: token.scopes,
  };
}
