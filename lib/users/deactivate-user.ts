import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { assertAdministratorRemains } from "#lib/users/rules.ts";
import { userIdInput } from "#lib/users/schema.ts";
import { toUserDto, userWithRoles } from "#lib/users/to-user-dto.ts";

/** Ends every session and token of the person at once; rows they wrote stay. */
export const deactivateUser = writeVerb("user.deactivate", userIdInput, async (ctx, tx, { id }) => {
  await tx.$queryRaw`SELECT 1 FROM role_grants WHERE role = 'admin' AND revoked_at IS NULL FOR UPDATE`;
  const user = await tx.user.findUnique({ where: { id }, include: userWithRoles });
  if (!user) throw new AppError("NOT_FOUND", "There is no such person.");
  if (user.roles.some((grant) => grant.role === "admin")) {
    const otherAdmins = await tx.roleGrant.count({
      where: { role: "admin", revokedAt: null, userId: { not: id }, user: { isActive: true } },
    });
    assertAdministratorRemains("admin", otherAdmins);
  }
  const now = toDate(ctx.now());
  await tx.user.update({ where: { id }, data: { isActive: false } });
  await tx.session.updateMany({ where: { userId: id, revokedAt: null }, data: { revokedAt: now } });
  await tx.apiToken.updateMany({ where: { userId: id, revokedAt: null }, data: { revokedAt: now } });
  await recordAudit(tx, ctx, { action: "user.deactivate", subject: { type: "user", id, name: user.name } });
  return toUserDto(await tx.user.findUniqueOrThrow({ where: { id }, include: userWithRoles }));
});
