import type { Role } from "#lib/auth/permissions.ts";
import type { Context } from "#lib/context.ts";
import { createUser } from "#lib/users/create-user.ts";
import { useSignInLink as spendLink } from "#lib/users/use-sign-in-link.ts";

export const PASSWORD = "a password of the bench";

/** A request of this person. */
export type Person = () => Context;

export interface People {
  operator: Person;
  manager: Person;
  admin: Person;
}

/** Invited by nobody (the first start invites like this), so that the manager may approve at once. */
export async function createPeople(ctx: Context): Promise<People> {
  return {
    operator: await createPerson(ctx, "operator"),
    manager: await createPerson(ctx, "manager"),
    admin: await createPerson(ctx, "admin"),
  };
}

async function createPerson(ctx: Context, role: Role): Promise<Person> {
  const { user, link } = await createUser(ctx, { email: `${role}@example.com`, name: role, roles: [role] });
  const token = new URL(link.url).hash.replace("#token=", "");
  await spendLink({ ...ctx, actor: { kind: "anonymous" } }, { token, password: PASSWORD });
  const { id, name, email, roles } = user;
  let requests = 0;
  return () => {
    requests += 1;
    return {
      ...ctx,
      actor: { kind: "user", id, name, email, roles, sessionId: id },
      // Rate limits count per address; many repetitions are no attack.
      address: `198.51.100.${requests % 250}`,
    };
  };
}
