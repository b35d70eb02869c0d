import type { Transaction } from "#lib/db/client.ts";
import { policyRules } from "#lib/policies/schema.ts";
import { materialiseSlots } from "./materialise-slots.ts";

/** Rows written in one transaction: some seconds of work at most. */
const BUDGET = 20_000;
/** Clocks of hosts may differ by this much without anybody minding. */
const CLOCKS_DIFFER_MICROS = 300_000_000n;

/**
 * Writes down what one policy expected up to now, unless somebody else is at it or is changing it. True when there
 * may be more.
 */
export async function materialisePolicy(tx: Transaction, policyId: string, now: bigint): Promise<boolean> {
  const [locked] = await tx.$queryRaw<{ rules: unknown }[]>`
    SELECT rules FROM policies WHERE id = ${policyId}::uuid FOR NO KEY UPDATE SKIP LOCKED`;
  if (!locked) return false;
  const rules = policyRules.parse(locked.rules);
  for (const { id } of rules.schedules) {
    await tx.$executeRaw`
      INSERT INTO schedule_cursors (resource_id, schedule_id, up_to_micros)
      SELECT r.id, ${id}, ${now} FROM resources r
      WHERE r.policy_id = ${policyId}::uuid AND NOT EXISTS (
        SELECT FROM schedule_cursors c WHERE c.resource_id = r.id AND c.schedule_id = ${id})
      ON CONFLICT DO NOTHING`;
  }
  // A clock that was ahead would silence the schedules until the time it showed. A run it wrote down stays one run.
  await tx.$executeRaw`
    UPDATE schedule_cursors SET up_to_micros = ${now} FROM resources r
    WHERE r.id = resource_id AND r.policy_id = ${policyId}::uuid AND up_to_micros > ${now + CLOCKS_DIFFER_MICROS}`;
  return (await materialiseSlots(tx, { policyId, rules, now, budget: BUDGET })) >= BUDGET;
}
