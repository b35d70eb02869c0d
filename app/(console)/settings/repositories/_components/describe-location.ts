import type { RepositoryDto } from "#lib/repositories/schema.ts";

/** "db-1:/var/lib/…" or "s3://bucket/prefix at endpoint". */
export function describeLocation({ host, location }: Pick<RepositoryDto, "host" | "location">): string {
  if ("path" in location) return `${host}:${location.path}`;
  const prefix = location.prefix.replace(/^\/?/, "/");
  const port = location.port === 443 ? "" : `:${location.port}`;
  return `s3://${location.bucket}${prefix} at ${location.endpoint}${port}`;
}
