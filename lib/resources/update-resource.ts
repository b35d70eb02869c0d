import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { jsonColumn, jsonValue } from "#lib/db/rows.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { updateResourceInput } from "#lib/resources/schema.ts";
import { toResourceDto } from "#lib/resources/to-resource-dto.ts";

/**
 * Changes where the cluster is found, its hooks and objectives. Whoever does this is a maker of every restore
 * asked for in the next 24 hours (T4), and plans that were frozen before go stale by themselves (T11).
 */
export const updateResource = writeVerb("resource.update", updateResourceInput, async (ctx, tx, input) => {
  const before = await loadResource(tx, input.id);
  await tx.resource.update({ where: { id: input.id }, data: { settings: jsonColumn(input.settings) } });
  for (const [kind, targetSeconds] of [
    ["rpo", input.objectives.rpoSeconds],
    ["rto", input.objectives.rtoSeconds],
  ] as const) {
    await tx.objective.upsert({
      where: { resourceId_kind: { resourceId: input.id, kind } },
      create: { resourceId: input.id, kind, targetSeconds },
      update: { targetSeconds },
    });
  }
  await recordAudit(tx, ctx, {
    action: "resource.update",
    subject: { type: "resource", id: before.id, name: before.name },
    resourceId: before.id,
    details: { before: jsonValue(before.settings), after: input.settings, objectives: input.objectives },
  });
  return toResourceDto(await loadResource(tx, input.id));
});
