import { readVerb } from "#lib/auth/verb.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { policyIdInput } from "./schema.ts";
import { type PolicyRow, policyRows, toPolicyDto } from "./to-policy-dto.ts";

export const getPolicy = readVerb("policy.read", policyIdInput, async (ctx, { id }) =>
  toPolicyDto(await loadPolicy(ctx.db, id), ctx.now()),
);

export async function loadPolicy(db: Database | Transaction, id: string): Promise<PolicyRow> {
  const row = await db.policy.findUnique({ where: { id }, include: policyRows });
  if (!row) throw new AppError("NOT_FOUND", "There is no such policy.");
  return row;
}
