import type { Transaction } from "#lib/db/client.ts";

/** Has these schedules expect runs of these resources from now on; nothing earlier is due under them any more. */
export async function startCursors(
  tx: Transaction,
  { resourceIds, schedules, now }: { resourceIds: string[]; schedules: { id: string }[]; now: bigint },
): Promise<void> {
  for (const { id } of schedules) {
    await tx.$executeRaw`
      INSERT INTO schedule_cursors (resource_id, schedule_id, up_to_micros)
      SELECT unnest(${resourceIds}::uuid[]), ${id}, ${now}
      ON CONFLICT (resource_id, schedule_id)
        DO UPDATE SET up_to_micros = GREATEST(schedule_cursors.up_to_micros, EXCLUDED.up_to_micros)`;
  }
}
