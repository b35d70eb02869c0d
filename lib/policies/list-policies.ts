import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { policyRows, toPolicyDto } from "./to-policy-dto.ts";

export const listPolicies = readVerb("policy.read", z.object({}), async (ctx) => {
  const rows = await ctx.db.policy.findMany({ include: policyRows, orderBy: { name: "asc" }, take: 500 });
  return { items: rows.map((row) => toPolicyDto(row, ctx.now())) };
});
