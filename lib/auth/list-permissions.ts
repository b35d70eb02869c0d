import { z } from "zod";
import { permissionOf, permissions, roles, type Verb } from "#lib/auth/permissions.ts";
import { readVerb } from "#lib/auth/verb.ts";

export const permissionList = z.object({
  items: z.array(
    z.object({
      verb: z.string(),
      title: z.string(),
      roles: z.array(z.enum(roles)),
      open: z.boolean(),
      self: z.boolean(),
      system: z.boolean(),
      token: z.boolean(),
      needsApproval: z.boolean(),
    }),
  ),
});

/** The policy as it is enforced, for everybody to read. */
export const listPermissions = readVerb("permission.read", z.object({}), async () => ({
  items: (Object.keys(permissions) as Verb[]).map((verb) => {
    const permission = permissionOf(verb);
    return {
      verb,
      title: permission.title,
      roles: [...permission.roles],
      open: permission.open ?? false,
      self: permission.self ?? false,
      system: permission.system ?? false,
      token: permission.token ?? false,
      needsApproval: permission.needsApproval ?? false,
    };
  }),
}));
