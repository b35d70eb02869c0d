import type { Database, Transaction } from "#lib/db/client.ts";
import type { Policy } from "#lib/db/generated/client.ts";
import { AppError } from "#lib/errors.ts";
import { type PolicyRules, policyRules } from "#lib/policies/schema.ts";

export async function loadPolicyRules(
  db: Database | Transaction,
  id: string,
): Promise<{ policy: Policy; rules: PolicyRules }> {
  const policy = await db.policy.findUnique({ where: { id } });
  if (!policy) throw new AppError("NOT_FOUND", "There is no such policy.");
  return { policy, rules: policyRules.parse(policy.rules) };
}
