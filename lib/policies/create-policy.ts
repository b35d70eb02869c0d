import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";
import { loadPolicy } from "./get-policy.ts";
import { nameTaken } from "./name-taken.ts";
import { assertSchedules } from "./rules.ts";
import { createPolicyInput, type PolicyRules } from "./schema.ts";
import { toPolicyDto } from "./to-policy-dto.ts";

export const createPolicy = writeVerb("policy.create", createPolicyInput, async (ctx, tx, input) => {
  assertSchedules(input.rules.schedules);
  const id = await insertPolicy(ctx, tx, input);
  return toPolicyDto(await loadPolicy(tx, id), ctx.now());
});

export async function insertPolicy(
  ctx: Context,
  tx: Transaction,
  { name, rules }: { name: string; rules: PolicyRules },
): Promise<string> {
  const now = toDate(ctx.now());
  const { id } = await tx.policy
    .create({
      data: { id: v7(), name, rules: jsonColumn(rules), createdAt: now, updatedAt: now },
      select: { id: true },
    })
    .catch((cause: unknown) => nameTaken(name, cause));
  await recordAudit(tx, ctx, {
    action: "policy.create",
    subject: { type: "policy", id, name },
    details: { rules },
  });
  return id;
}
