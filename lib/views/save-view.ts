import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { actorId } from "#lib/users/actor-id.ts";
import { saveViewInput } from "#lib/views/schema.ts";

const MOST = 50;

/** Keeps a filter under a name, or puts it in the place of the one of that name. No entry: it changes nobody else's world. */
export const saveView = writeVerb("view.save", saveViewInput, async (ctx, tx, { page, name, query }) => {
  const userId = actorId(ctx.actor);
  if (userId === null) throw new AppError("FORBIDDEN", "Views belong to people.", { reason: "not-a-person" });
  const others = await tx.savedView.count({ where: { userId, page, name: { not: name } } });
  if (others >= MOST) {
    throw new AppError("LIMIT", `You have ${MOST} views already.`, {
      hint: "Remove one that you no longer use.",
      reason: "too-many-views",
    });
  }
  return tx.savedView.upsert({
    where: { userId_page_name: { userId, page, name } },
    create: { userId, page, name, query, createdAt: toDate(ctx.now()) },
    update: { query },
    select: { id: true, name: true, query: true },
  });
});
