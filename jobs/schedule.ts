import { beat } from "#jobs/beat.ts";
import { noteClockJump } from "#jobs/note-clock-jump.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { explainWaiting } from "#lib/operations/explain-waiting.ts";
import { dispatchSlots } from "#lib/schedules/dispatch-slots.ts";
import { endPauses } from "#lib/schedules/end-pauses.ts";
import { materialisePolicy } from "#lib/schedules/materialise-policy.ts";
import { missLateSlots } from "#lib/schedules/miss-late-slots.ts";

const SCHEDULES_AT_ONCE = 500;
const MISSES_AT_ONCE = 500;

/**
 * One round of the clockwork, in every worker and for the resources of all hosts: what is due becomes a row, rows
 * become operations, and what did not begin in time is said to be missed. Each transaction is whole by itself: a
 * worker that dies between two of them leaves nothing that the next round, here or elsewhere, does not finish.
 */
export async function schedule(worker: WorkerContext): Promise<void> {
  const ctx = { ...worker, actor: { kind: "system", name: "schedule" } as const };
  const last = await ctx.db.beat.findUnique({ where: { name: "scheduler" }, select: { at: true } });
  await noteClockJump(worker, last?.at ?? null);
  await ctx.db.$transaction((tx) => endPauses(ctx, tx));
  const policies = await ctx.db.policy.findMany({
    where: { resources: { some: {} } },
    select: { id: true },
  });
  for (const { id } of policies) {
    while (await ctx.db.$transaction((tx) => materialisePolicy(tx, id, ctx.now())));
  }
  const dispatch = { limit: SCHEDULES_AT_ONCE, lastRound: last?.at ?? null };
  while ((await ctx.db.$transaction((tx) => dispatchSlots(ctx, tx, dispatch))) > 0);
  while ((await ctx.db.$transaction((tx) => missLateSlots(ctx, tx, MISSES_AT_ONCE))) >= MISSES_AT_ONCE);
  await explainWaiting(ctx.db, ctx.now());
  await beat(worker, "scheduler");
}
