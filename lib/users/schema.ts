import { z } from "zod";
import { roles } from "#lib/auth/permissions.ts";

export const emailAddress = z.email().trim().toLowerCase().max(254);
export const newPassword = z.string().min(15, "Use at least 15 characters.").max(1024);

export const createUserInput = z.object({
  email: emailAddress,
  name: z.string().trim().min(1).max(120),
  roles: z.array(z.enum(roles)).min(1),
});
export const roleInput = z.object({ id: z.uuid(), role: z.enum(roles) });
export const userIdInput = z.object({ id: z.uuid() });
export const useSignInLinkInput = z.object({ token: z.string().min(20).max(200), password: newPassword });
export const signInLinkDto = z.object({ url: z.url(), expiresAt: z.iso.datetime() });

export const userDto = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  isActive: z.boolean(),
  hasPassword: z.boolean(),
  lastActiveAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export const userList = z.object({ items: z.array(userDto) });
export const createdUser = z.object({ user: userDto, link: signInLinkDto });
export type UserDto = z.infer<typeof userDto>;
