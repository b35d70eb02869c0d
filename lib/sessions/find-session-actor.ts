import type { Actor } from "#lib/context.ts";
import type { Database } from "#lib/db/client.ts";
import { isSessionAlive } from "#lib/sessions/rules.ts";

/** The person behind a session id, read from the rows every time: revocation is immediate (T32). */
export async function findSessionActor(db: Database, sessionId: string, now: bigint): Promise<Actor | null> {
  const session = await db.session.findUnique({
    where: { id: sessionId },
    include: { user: { include: { roles: { where: { revokedAt: null } } } } },
  });
  if (!session?.user.isActive) return null;
  const isAlive = isSessionAlive(
    {
      createdAtMicros: BigInt(session.createdAt.getTime()) * 1000n,
      lastActiveAtMicros: BigInt(session.lastActiveAt.getTime()) * 1000n,
      isRevoked: session.revokedAt !== null,
    },
    now,
  );
  if (!isAlive) return null;
  return {
    kind: "user",
    id: session.user.id,
    name: session.user.name,
    email: session.user.email,
    roles: session.user.roles.map((grant) => grant.role),
    sessionId: session.id,
  };
}
