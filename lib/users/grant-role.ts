import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { actorId } from "#lib/users/actor-id.ts";
import { assertMayGrant } from "#lib/users/rules.ts";
import { roleInput } from "#lib/users/schema.ts";
import { toUserDto, userWithRoles } from "#lib/users/to-user-dto.ts";

export const grantRole = writeVerb("user.grantRole", roleInput, async (ctx, tx, { id, role }) => {
  assertMayGrant(actorId(ctx.actor), id);
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${id}::uuid FOR UPDATE`;
  const user = await tx.user.findUnique({ where: { id }, include: userWithRoles });
  if (!user) throw new AppError("NOT_FOUND", "There is no such person.");
  if (!user.roles.some((grant) => grant.role === role)) {
    await tx.roleGrant.create({
      data: { userId: id, role, grantedBy: actorId(ctx.actor), grantedAt: toDate(ctx.now()) },
    });
    await recordAudit(tx, ctx, {
      action: "user.grantRole",
      subject: { type: "user", id, name: user.name },
      details: { role },
    });
  }
  return toUserDto(await tx.user.findUniqueOrThrow({ where: { id }, include: userWithRoles }));
});
