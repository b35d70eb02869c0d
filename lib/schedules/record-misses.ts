import { recordAudits } from "#lib/audit/record-audit.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import type { Action, MissedCause } from "./schema.ts";
import { slotSentence } from "./slot-sentence.ts";

export interface Miss {
  id: string;
  resource: { id: string; name: string };
  scheduleId: string;
  action: Action;
  dueAtMicros: bigint;
  cause: MissedCause;
  why: string;
}

/** Says of runs, once each and for good, that they did not start in time, and why. */
export async function recordMisses(ctx: Context, tx: Transaction, misses: Miss[]): Promise<void> {
  if (misses.length === 0) return;
  const missed = await tx.$queryRaw<{ id: string }[]>`
    UPDATE slots SET missed_at = ${toDate(ctx.now())}::timestamptz, missed_cause = miss.cause, missed_why = miss.why
    FROM unnest(${misses.map(({ id }) => id)}::uuid[], ${misses.map(({ cause }) => cause)}::text[],
      ${misses.map(({ why }) => why)}::text[]) AS miss (id, cause, why)
    WHERE slots.id = miss.id AND slots.missed_at IS NULL RETURNING slots.id::text AS id`;
  const ids = new Set(missed.map(({ id }) => id));
  await recordAudits(
    tx,
    ctx,
    misses
      .filter(({ id }) => ids.has(id))
      .map((miss) => ({
        action: "slot.miss",
        outcome: "failed",
        subject: { type: "resource", id: miss.resource.id, name: miss.resource.name },
        resourceId: miss.resource.id,
        details: {
          sentence: `${slotSentence(miss)}: ${miss.why}`,
          slotId: miss.id,
          scheduleId: miss.scheduleId,
          dueAtMicros: miss.dueAtMicros.toString(),
          cause: miss.cause,
        },
      })),
  );
}
