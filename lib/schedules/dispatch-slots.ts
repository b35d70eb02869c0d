import { recordAudits } from "#lib/audit/record-audit.ts";
import { type PlannedOperation, planBackup } from "#lib/backups/plan-backup.ts";
import { planVerify } from "#lib/backups/plan-verify.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError, messageWithHint } from "#lib/errors.ts";
import { insertOperations } from "#lib/operations/insert-operation.ts";
import { type ResourceRow, resourceRows } from "#lib/resources/to-resource-dto.ts";
import { decideRuns } from "./decide-runs.ts";
import { lateByHost } from "./late-causes.ts";
import { type DueGroup, loadDueGroups } from "./load-due-groups.ts";
import { type Miss, recordMisses } from "./record-misses.ts";
import { slotOperationId } from "./slot-id.ts";

/**
 * Starts what is due, for up to `limit` schedules of resources that no other scheduler is busy with: operations,
 * links, misses and audit in the caller's transaction. `lastRound` is when a scheduler last went round. Returns how
 * many runs it decided about; none are left at 0.
 */
export async function dispatchSlots(
  ctx: Context,
  tx: Transaction,
  { limit, lastRound }: { limit: number; lastRound: Date | null },
): Promise<number> {
  const now = ctx.now();
  const groups = await loadDueGroups(tx, now, limit);
  if (groups.length === 0) return 0;
  const resources = await tx.resource.findMany({
    where: { id: { in: groups.map(({ resourceId }) => resourceId) } },
    include: resourceRows,
  });
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const late = await lateByHost(tx, now, lastRound);
  const planned: PlannedOperation[] = [];
  const links: { slotId: string; operationId: string }[] = [];
  const misses: Miss[] = [];
  for (const group of groups) {
    const resource = byId.get(group.resourceId);
    const latest = group.slots.at(-1);
    if (!resource || !latest) continue;
    const plan = planRun(resource, latest, late.hosts);
    const decision = decideRuns({
      ...group,
      now,
      late: late.causeOn(resource.host),
      refusal: "refusal" in plan ? plan.refusal : null,
    });
    const operationId = group.queued?.operationId;
    if (operationId) links.push(...decision.ride.map((slotId) => ({ slotId, operationId })));
    if (decision.start !== null && !("refusal" in plan)) {
      planned.push(plan);
      const { id } = plan.operation;
      links.push(...[...decision.caughtUp, decision.start].map((slotId) => ({ slotId, operationId: id })));
    }
    misses.push(
      ...decision.misses.map(({ id, cause, why }) => ({ ...slotOf(group, id), resource, cause, why })),
    );
  }
  await insertOperations(
    ctx,
    tx,
    planned.map(({ operation }) => operation),
  );
  await recordAudits(
    tx,
    ctx,
    planned.map(({ audit }) => audit),
  );
  await tx.$executeRaw`
    UPDATE slots SET operation_id = link.operation_id
    FROM unnest(${links.map(({ slotId }) => slotId)}::uuid[], ${links.map((each) => each.operationId)}::uuid[])
      AS link (slot_id, operation_id)
    WHERE slots.id = link.slot_id`;
  await recordMisses(ctx, tx, misses);
  return groups.reduce((count, { slots }) => count + slots.length, 0);
}

type Slot = DueGroup["slots"][number];

function slotOf(group: DueGroup, id: string): Slot {
  const slot = [...group.slots, ...(group.queued?.slots ?? [])].find((each) => each.id === id);
  if (slot) return slot;
  throw new AppError("INTERNAL", "A run was decided about that was not asked about.");
}

/** The same that a person would start by hand; the same refusals, too. */
function planRun(
  resource: ResourceRow,
  slot: Slot,
  hosts: ReadonlySet<string>,
): PlannedOperation | { refusal: string } {
  if (!hosts.has(resource.host)) return { refusal: `No worker has ever served the host ${resource.host}.` };
  const id = slotOperationId(slot.id);
  try {
    const { operation, audit } =
      slot.action === "verify"
        ? planVerify(resource, { id })
        : planBackup(resource, { id, type: slot.action });
    return { operation, audit };
  } catch (error) {
    if (error instanceof AppError) return { refusal: messageWithHint(error) };
    throw error;
  }
}
