import type { Role } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/errors.ts";

/** A first sign-in link works this long; issuing another ends the earlier ones. */
export const SIGN_IN_LINK_HOURS = 24;

/** Nobody grants a role to themselves, whoever they are (T4). */
export function assertMayGrant(granterId: string | null, userId: string): void {
  if (granterId !== userId) return;
  throw new AppError("FORBIDDEN", "Nobody gives a role to themselves.", {
    hint: "Ask another administrator.",
    reason: "self-grant",
  });
}

/** The last administrator cannot be removed: nobody could invite the next one. */
export function assertAdministratorRemains(role: Role, otherActiveAdmins: number): void {
  if (role !== "admin" || otherActiveAdmins > 0) return;
  throw new AppError("CONFLICT", "This is the only active administrator.", {
    hint: "Give the role to somebody else first.",
    reason: "last-admin",
  });
}
