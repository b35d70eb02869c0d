import { createHash } from "node:crypto";

/** pgBackRest's name for one protected cluster; said nowhere outside this folder. */
export function stanzaName(resourceId: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/i.test(resourceId)) return `hf-${resourceId}`;
  return `hf-${createHash("sha256").update(resourceId).digest("hex").slice(0, 32)}`;
}

/** Folder of a repository with the WAL of one system identifier. */
export function archiveDirectory(resourceId: string, archiveId: string): string {
  return `archive/${stanzaName(resourceId)}/${archiveId}`;
}
