import { z } from "zod";

export const createTokenInput = z.object({
  name: z.string().trim().min(1).max(80),
  /** Verbs it may use; only those marked for tokens in the permissions table. */
  scopes: z.array(z.string()).min(1),
  expiresInDays: z.number().int().min(1).max(366).default(90),
});
export const tokenIdInput = z.object({ id: z.uuid() });
export const tokenDto = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export const tokenList = z.object({ items: z.array(tokenDto) });
/** `secret` is shown this once. */
export const createdToken = z.object({ token: tokenDto, secret: z.string() });
export type TokenDto = z.infer<typeof tokenDto>;
