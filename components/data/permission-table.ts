import { z } from "zod";
import { roles } from "#lib/auth/permissions.ts";

const permissionRow = z.object({
  verb: z.string(),
  title: z.string(),
  roles: z.array(z.enum(roles)),
  open: z.boolean().default(false),
  self: z.boolean().default(false),
  system: z.boolean().default(false),
  token: z.boolean().default(false),
  needsApproval: z.boolean().default(false),
});

/** GET /permissions. */
export const permissionTable = z.object({ items: z.array(permissionRow) });
export type PermissionRow = z.infer<typeof permissionRow>;
