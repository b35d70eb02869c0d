import { z } from "zod";
import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";

/** Real input from a person, at most once a minute: the only thing that moves the idle limit (T32). */
export const touchSession = writeVerb("session.touch", z.object({}), async (ctx, tx) => {
  if (ctx.actor.kind !== "user") return;
  await tx.session.updateMany({
    where: { id: ctx.actor.sessionId, revokedAt: null },
    data: { lastActiveAt: toDate(ctx.now()) },
  });
});
