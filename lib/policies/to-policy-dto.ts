import type { Prisma } from "#lib/db/generated/client.ts";
import { describeSchedule } from "./describe-schedule.ts";
import { retentionSentence } from "./rules.ts";
import { type PolicyDto, policyRules } from "./schema.ts";

export const policyRows = {
  resources: { select: { id: true, name: true }, orderBy: { name: "asc" } },
} satisfies Prisma.PolicyInclude;

export type PolicyRow = Prisma.PolicyGetPayload<{ include: typeof policyRows }>;

export function toPolicyDto(row: PolicyRow, nowMicros: bigint): PolicyDto {
  const rules = policyRules.parse(row.rules);
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    rules,
    schedules: rules.schedules.map((schedule) => describeSchedule(schedule, nowMicros)),
    retentionSentence: retentionSentence(rules.retention),
    resources: row.resources,
    updatedAt: row.updatedAt.toISOString(),
  };
}
