import { z } from "zod";
import { roles } from "#lib/auth/permissions.ts";

export const signInInput = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().min(1).max(1024),
});
export const sessionIdInput = z.object({ id: z.uuid() });

/** Who is signed in and what the screen may offer them. */
export const currentSession = z.object({
  user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  roles: z.array(z.enum(roles)),
  verbs: z.array(z.string()),
  sessionId: z.uuid().nullable(),
  idleExpiresAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
});
export const sessionList = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      isCurrent: z.boolean(),
      createdAt: z.iso.datetime(),
      lastActiveAt: z.iso.datetime(),
      userAgent: z.string().nullable(),
      address: z.string().nullable(),
    }),
  ),
});
export type CurrentSession = z.infer<typeof currentSession>;
