import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { assertAdministratorRemains } from "#lib/users/rules.ts";
import { roleInput } from "#lib/users/schema.ts";
import { toUserDto, userWithRoles } from "#lib/users/to-user-dto.ts";

/** Takes effect on the person's next request: roles are read from the rows every time (T6, T32). */
export const revokeRole = writeVerb("user.revokeRole", roleInput, async (ctx, tx, { id, role }) => {
  await tx.$queryRaw`SELECT 1 FROM role_grants WHERE role = 'admin' AND revoked_at IS NULL FOR UPDATE`;
  const user = await tx.user.findUnique({ where: { id } });
  if (!user) throw new AppError("NOT_FOUND", "There is no such person.");
  const otherAdmins = await tx.roleGrant.count({
    where: { role: "admin", revokedAt: null, userId: { not: id }, user: { isActive: true } },
  });
  assertAdministratorRemains(role, otherAdmins);
  const revoked = await tx.roleGrant.updateMany({
    where: { userId: id, role, revokedAt: null },
    data: { revokedAt: toDate(ctx.now()) },
  });
  if (revoked.count > 0) {
    await recordAudit(tx, ctx, {
      action: "user.revokeRole",
      subject: { type: "user", id, name: user.name },
      details: { role },
    });
  }
  return toUserDto(await tx.user.findUniqueOrThrow({ where: { id }, include: userWithRoles }));
});
