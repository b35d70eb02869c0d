import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { decodeCursor, encodeCursor } from "#lib/format/cursor.ts";
import { findSlots } from "./find-slots.ts";
import { listSlotsInput, type SlotDto } from "./schema.ts";
import { slotId } from "./slot-id.ts";
import { isOverdue } from "./states.ts";
import { toSlotDto } from "./to-slot-dto.ts";
import { type UnwrittenRuns, unwrittenRuns } from "./unwritten-runs.ts";

/** Newest first. Runs that no scheduler wrote down are among them: a dead worker hides nothing. */
export const listSlots = readVerb("slot.read", listSlotsInput, async (ctx, input) => {
  const now = ctx.now();
  const after = decodeCursor(input.cursor, z.string().regex(/^\d{1,18}$/));
  const before = after ? { dueAtMicros: BigInt(after.sortValue), id: after.id } : null;
  const [rows, unwritten] = await Promise.all([
    findSlots(ctx.db, { ...input, before, now }),
    unwrittenRuns(ctx.db, now, input.resourceId),
  ]);
  const merged = [
    ...rows.map((row) => toSlotDto(row, now)),
    ...unwritten.flatMap((runs) => shownRuns(runs, input, before, now)),
  ].sort(newestFirst);
  const items = merged.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: merged.length > input.limit && last ? encodeCursor(last.dueAtMicros, last.id) : null,
  };
});

type Position = { dueAtMicros: bigint; id: string };

/** Of each resource as many as can be on the page. */
function shownRuns(
  { policy, schedule, resources, dueAtMicros }: UnwrittenRuns,
  input: z.output<typeof listSlotsInput>,
  before: Position | null,
  now: bigint,
): SlotDto[] {
  const wanted = dueAtMicros.filter((due) => {
    if (before !== null && due > before.dueAtMicros) return false;
    if (input.fromMicros !== undefined && due < BigInt(input.fromMicros)) return false;
    if (input.toMicros !== undefined && due >= BigInt(input.toMicros)) return false;
    const overdue = isOverdue({ dueAtMicros: due, graceSeconds: schedule.graceSeconds }, now);
    return input.only === "all" || (input.only === "waiting") !== overdue;
  });
  return resources
    .flatMap((resource) =>
      wanted.slice(-input.limit - 1).map((due) => ({
        id: slotId({
          policyId: policy.id,
          scheduleId: schedule.id,
          resourceId: resource.id,
          dueAtMicros: due,
        }),
        resource,
        policy,
        scheduleId: schedule.id,
        action: schedule.action,
        dueAtMicros: due,
        graceSeconds: schedule.graceSeconds,
        missedCause: null,
        missedWhy: null,
        acknowledgedAt: null,
        acknowledgedBy: null,
        operation: null,
      })),
    )
    .filter((slot) => before === null || slot.dueAtMicros < before.dueAtMicros || slot.id < before.id)
    .map((slot) => toSlotDto(slot, now));
}

function newestFirst(a: SlotDto, b: SlotDto): number {
  const [left, right] = [BigInt(a.dueAtMicros), BigInt(b.dueAtMicros)];
  if (left !== right) return left > right ? -1 : 1;
  return a.id > b.id ? -1 : 1;
}
