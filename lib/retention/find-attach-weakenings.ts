import type { Database, Transaction } from "#lib/db/client.ts";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { loadPolicyRules } from "#lib/retention/load-policy-rules.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";

/**
 * What a resource would keep for less time under these rules than now; empty when nothing. Without a policy
 * everything is kept, so the first one is weaker, unless there is nothing to keep yet.
 */
export async function findAttachWeakenings(
  db: Database | Transaction,
  resource: { id: string; policyId: string | null },
  after: RetentionRules,
): Promise<{ before: RetentionRules | null; weakenings: string[] }> {
  if (resource.policyId !== null) {
    const before = (await loadPolicyRules(db, resource.policyId)).rules.retention;
    return { before, weakenings: retentionWeakenings(before, after) };
  }
  const sets = await db.backupSet.count({ where: { resourceId: resource.id } });
  return { before: null, weakenings: sets === 0 ? [] : retentionWeakenings(null, after) };
}
