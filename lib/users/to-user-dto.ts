import type { Prisma } from "#lib/db/generated/client.ts";
import type { UserDto } from "#lib/users/schema.ts";

export const userWithRoles = {
  roles: { where: { revokedAt: null } },
  sessions: { orderBy: { lastActiveAt: "desc" }, take: 1 },
} satisfies Prisma.UserInclude;

type UserRow = Prisma.UserGetPayload<{ include: typeof userWithRoles }>;

export function toUserDto(row: UserRow): UserDto {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    roles: row.roles.map((grant) => grant.role),
    isActive: row.isActive,
    hasPassword: row.passwordHash !== null,
    lastActiveAt: row.sessions[0]?.lastActiveAt.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
