import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { insertPolicy } from "./create-policy.ts";
import { DEFAULT_POLICY_NAME, defaultRules } from "./rules.ts";

/** Any number that nothing else locks. */
const LOCK = 4_817_001;

/** The runbook's policy, created where it is missing: an installation of any age has it. Returns its id. */
export async function ensureDefaultPolicy(ctx: Context, tx: Transaction): Promise<string> {
  const find = () => tx.policy.findUnique({ where: { name: DEFAULT_POLICY_NAME }, select: { id: true } });
  const present = await find();
  if (present) return present.id;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${LOCK})::text`;
  const made = await find();
  return made?.id ?? insertPolicy(ctx, tx, { name: DEFAULT_POLICY_NAME, rules: defaultRules });
}
