import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { actorName, type Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { lockPolicies } from "#lib/policies/lock-policies.ts";
import { policyRules } from "#lib/policies/schema.ts";
import { materialiseSlots } from "./materialise-slots.ts";
import { recordMisses } from "./record-misses.ts";
import { type SlotDto, slotIdInput } from "./schema.ts";
import { slotId } from "./slot-id.ts";
import { slotSentence } from "./slot-sentence.ts";
import { slotRows, toSlotDto } from "./to-slot-dto.ts";
import { unwrittenRuns } from "./unwritten-runs.ts";

/** Somebody has seen that a run was missed or failed: it is no longer pinned. It stays what it was. */
export const acknowledgeSlot = writeVerb("slot.acknowledge", slotIdInput, async (ctx, tx, { id }) => {
  const slot = await loadSlot(ctx, tx, id);
  if (slot.acknowledged) {
    throw new AppError("CONFLICT", `${isolate(slot.acknowledged.by)} has acknowledged it already.`, {
      reason: "acknowledged",
    });
  }
  if (slot.state !== "missed" && slot.state !== "failed") {
    throw new AppError("PRECONDITION", "Only a missed or failed run can be acknowledged.", {
      reason: "state",
    });
  }
  const told = { action: slot.action, dueAtMicros: BigInt(slot.dueAtMicros) };
  if (slot.missedCause) {
    await recordMisses(ctx, tx, [{ ...slot, ...told, cause: slot.missedCause, why: slot.why ?? "" }]);
  }
  await tx.slot.updateMany({
    where: { id, acknowledgedAt: null },
    data: {
      acknowledgedAt: toDate(ctx.now()),
      acknowledgedBy: jsonColumn({
        id: "id" in ctx.actor ? ctx.actor.id : null,
        name: actorName(ctx.actor),
        kind: ctx.actor.kind,
      }),
    },
  });
  await recordAudit(tx, ctx, {
    action: "slot.acknowledge",
    subject: { type: "resource", id: slot.resource.id, name: slot.resource.name },
    resourceId: slot.resource.id,
    details: { sentence: slotSentence(told), slotId: id },
  });
  return loadSlot(ctx, tx, id);
});

async function loadSlot(ctx: Context, tx: Transaction, id: string): Promise<SlotDto> {
  await tx.$queryRaw`SELECT id::text FROM slots WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await tx.slot.findUnique({ where: { id }, include: slotRows });
  if (row) return toSlotDto(row, ctx.now());
  await writeDown(ctx, tx, id);
  return loadSlot(ctx, tx, id);
}

/** A run that no scheduler has written down can be acknowledged, too: it becomes a row first. */
async function writeDown(ctx: Context, tx: Transaction, id: string): Promise<void> {
  const now = ctx.now();
  for (const { policy, schedule, resources, dueAtMicros } of await unwrittenRuns(tx, now)) {
    const resource = resources.find(({ id: resourceId }) =>
      dueAtMicros.some(
        (due) =>
          slotId({ policyId: policy.id, scheduleId: schedule.id, resourceId, dueAtMicros: due }) === id,
      ),
    );
    if (!resource) continue;
    await lockPolicies(tx, [policy.id]);
    const { rules } = await tx.policy.findUniqueOrThrow({ where: { id: policy.id } });
    await materialiseSlots(tx, {
      policyId: policy.id,
      rules: policyRules.parse(rules),
      now,
      resourceId: resource.id,
    });
    if (await tx.slot.findUnique({ where: { id }, select: { id: true } })) return;
  }
  throw new AppError("NOT_FOUND", "There is no such run.");
}
