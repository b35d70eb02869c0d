import { writeVerb } from "#lib/auth/verb.ts";
import { AppError } from "#lib/errors.ts";
import { actorId } from "#lib/users/actor-id.ts";
import { viewIdInput } from "#lib/views/schema.ts";

export const deleteView = writeVerb("view.delete", viewIdInput, async (ctx, tx, { id }) => {
  const removed = await tx.savedView.deleteMany({ where: { id, userId: actorId(ctx.actor) ?? "" } });
  if (removed.count === 0) throw new AppError("NOT_FOUND", "There is no such view of yours.");
});
