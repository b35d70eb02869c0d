import type { Transaction } from "#lib/db/client.ts";

/** Taken before what a policy expects is changed or written down, so that the two never overlap. */
export async function lockPolicies(tx: Transaction, ids: (string | null)[]): Promise<void> {
  const known = ids.filter((id) => id !== null);
  await tx.$queryRaw`
    SELECT id::text FROM policies WHERE id = ANY(${known}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}
