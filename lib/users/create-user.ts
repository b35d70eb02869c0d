import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { isUniqueViolation } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { actorId } from "#lib/users/actor-id.ts";
import { insertSignInLink } from "#lib/users/insert-sign-in-link.ts";
import { type createdUser, createUserInput } from "#lib/users/schema.ts";
import { toUserDto, userWithRoles } from "#lib/users/to-user-dto.ts";

/** Invites a person: roles and a one-time link that is shown once to whoever invites. */
export const createUser = writeVerb("user.create", createUserInput, async (ctx, tx, input) => {
  const grantedBy = actorId(ctx.actor);
  const row = await tx.user
    .create({
      data: {
        email: input.email,
        name: input.name,
        roles: { create: [...new Set(input.roles)].map((role) => ({ role, grantedBy })) },
      },
      include: userWithRoles,
    })
    .catch((cause: unknown) => {
      if (!isUniqueViolation(cause)) throw cause;
      throw new AppError("CONFLICT", `Somebody with the address ${input.email} exists already.`, {
        hint: "Give the role to that person instead.",
        reason: "email-taken",
        cause,
      });
    });
  await recordAudit(tx, ctx, {
    action: "user.create",
    subject: { type: "user", id: row.id, name: row.name },
    details: { email: row.email, roles: input.roles },
  });
  const link = await insertSignInLink(ctx, tx, row);
  return { user: toUserDto(row), link } satisfies z.infer<typeof createdUser>;
});
