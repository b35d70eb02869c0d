import { writeVerb } from "#lib/auth/verb.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { insertSignInLink } from "#lib/users/insert-sign-in-link.ts";
import { userIdInput } from "#lib/users/schema.ts";

export const issueSignInLink = writeVerb("user.issueLink", userIdInput, async (ctx, tx, { id }) => {
  const user = await tx.user.findUnique({ where: { id } });
  if (!user) throw new AppError("NOT_FOUND", "There is no such person.");
  if (!user.isActive)
    throw new AppError("CONFLICT", `${isolate(user.name)} is deactivated.`, { reason: "inactive" });
  return insertSignInLink(ctx, tx, user);
});
