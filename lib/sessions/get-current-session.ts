import { z } from "zod";
import { verbsFor } from "#lib/auth/permissions.ts";
import { readVerb } from "#lib/auth/verb.ts";
import { AppError } from "#lib/errors.ts";
import { ABSOLUTE_MICROS, IDLE_MICROS } from "#lib/sessions/rules.ts";
import type { CurrentSession } from "#lib/sessions/schema.ts";

export const getCurrentSession = readVerb(
  "session.read",
  z.object({}),
  async (ctx): Promise<CurrentSession> => {
    const { actor } = ctx;
    if (actor.kind !== "user" && actor.kind !== "token") {
      throw new AppError("UNAUTHENTICATED", "Nobody is signed in.", { reason: "signed-out" });
    }
    const session =
      actor.kind === "user"
        ? await ctx.db.session.findUniqueOrThrow({ where: { id: actor.sessionId } })
        : null;
    return {
      user: { id: actor.id, name: actor.name, email: actor.email },
      roles: actor.roles,
      verbs: actor.kind === "token" ? actor.scopes : verbsFor(actor.roles),
      sessionId: session?.id ?? null,
      idleExpiresAt:
        session && new Date(session.lastActiveAt.getTime() + Number(IDLE_MICROS / 1000n)).toISOString(),
      expiresAt:
        session && new Date(session.createdAt.getTime() + Number(ABSOLUTE_MICROS / 1000n)).toISOString(),
    };
  },
);
