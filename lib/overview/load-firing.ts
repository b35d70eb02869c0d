import { z } from "zod";
import { type AlertRuleId, alertRuleIds, type Severity } from "#lib/alerts/schema.ts";
import type { Database } from "#lib/db/client.ts";

const ruleId = z.enum(alertRuleIds);

/** The firing alerts about each resource. */
export async function loadFiring(
  db: Database,
  resourceIds: readonly string[],
): Promise<Map<string, { rule: AlertRuleId; severity: Severity }[]>> {
  const rows = await db.alert.findMany({
    where: { state: "firing", resourceId: { in: [...resourceIds] } },
    select: { resourceId: true, rule: true, severity: true },
    orderBy: { firedAt: "asc" },
  });
  return Map.groupBy(
    rows.map(({ resourceId, rule, severity }) => ({
      resourceId: resourceId ?? "",
      rule: ruleId.parse(rule),
      severity,
    })),
    ({ resourceId }) => resourceId,
  );
}
