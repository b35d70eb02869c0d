import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { isUniqueViolation } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { loadSystems } from "#lib/objectives/load-systems.ts";
import { updateSystemInput } from "#lib/objectives/schema.ts";

const tiers = ["critical", "standard"];

/**
 * Names a system and puts its resources into recovery order. It moves no resource into another system: the tier
 * decides how long an approval lives (T9), and that is not a matter of order.
 */
export const updateSystem = writeVerb("system.update", updateSystemInput, async (ctx, tx, input) => {
  await tx.$queryRaw`SELECT id FROM systems WHERE id = ${input.id}::uuid FOR UPDATE`;
  const [before] = await loadSystems(tx, input.id);
  if (!before) throw new AppError("NOT_FOUND", "There is no such system.");
  if (tiers.includes(input.name) && input.name !== before.tier) {
    throw new AppError(
      "INVALID",
      `"${isolate(input.name)}" is the name of a tier that this system is not in.`,
      {
        reason: "name-of-tier",
      },
    );
  }
  const foreign = input.resourceIds.filter((id) => !before.resources.some((resource) => resource.id === id));
  if (foreign.length > 0) {
    throw new AppError("PRECONDITION", `${isolate(before.name)} does not have all of these resources.`, {
      hint: "Load the page again: the system may have changed meanwhile.",
      reason: "other-system",
    });
  }
  await tx.system.update({ where: { id: input.id }, data: { name: input.name } }).catch((cause: unknown) => {
    if (!isUniqueViolation(cause)) throw cause;
    throw new AppError("CONFLICT", `A system named ${isolate(input.name)} exists already.`, {
      reason: "name-taken",
      cause,
    });
  });
  for (const [index, id] of input.resourceIds.entries()) {
    await tx.resource.update({ where: { id }, data: { recoveryOrder: index + 1 }, select: { id: true } });
  }
  const [after] = await loadSystems(tx, input.id);
  if (!after) throw new AppError("INTERNAL", "The system vanished while it was changed.");
  await recordAudit(tx, ctx, {
    action: "system.update",
    subject: { type: "system", id: before.id, name: after.name },
    details: { before: names(before), after: names(after) },
  });
  return after;
});

function names(system: { name: string; resources: { name: string }[] }) {
  return { name: system.name, order: system.resources.map(({ name }) => name) };
}
