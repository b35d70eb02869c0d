import type { ApiToken } from "#lib/db/generated/client.ts";
import type { TokenDto } from "#lib/tokens/schema.ts";

export function toTokenDto(row: ApiToken): TokenDto {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
