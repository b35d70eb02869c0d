import type { Database } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { overdueBefore } from "./states.ts";
import { type SlotRow, slotRows } from "./to-slot-dto.ts";

interface Filter {
  resourceId?: string;
  only: "all" | "missed" | "open" | "waiting";
  fromMicros?: string;
  toMicros?: string;
  /** Strictly after this one in the list. */
  before: { dueAtMicros: bigint; id: string } | null;
  now: bigint;
  limit: number;
}

/** The newest that match, one more than the page holds. */
export async function findSlots(db: Database, filter: Filter): Promise<SlotRow[]> {
  const { before } = filter;
  const resource = filter.resourceId
    ? Prisma.sql`s.resource_id = ${filter.resourceId}::uuid`
    : Prisma.sql`true`;
  const position = before
    ? Prisma.sql`(s.due_at_micros, s.id) < (${before.dueAtMicros}, ${before.id}::uuid)`
    : Prisma.sql`true`;
  const from = filter.fromMicros
    ? Prisma.sql`s.due_at_micros >= ${BigInt(filter.fromMicros)}`
    : Prisma.sql`true`;
  const to = filter.toMicros ? Prisma.sql`s.due_at_micros < ${BigInt(filter.toMicros)}` : Prisma.sql`true`;
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id::text AS id FROM (${candidates(filter)}) s WHERE ${resource} AND ${position} AND ${from} AND ${to}
    ORDER BY s.due_at_micros DESC, s.id DESC LIMIT ${filter.limit + 1}`;
  return db.slot.findMany({ where: { id: { in: found.map(({ id }) => id) } }, include: slotRows });
}

/**
 * The same as showSlot says, in SQL. Each part has an index of its own: what is asked for is rare among years of
 * runs that went well.
 */
function candidates({ only, now }: Filter): Prisma.Sql {
  const columns = Prisma.sql`s.id, s.resource_id, s.due_at_micros`;
  const late = Prisma.sql`s.due_at_micros + s.grace_seconds * 1000000::bigint < ${overdueBefore(now)}`;
  const unseen = only === "open" ? Prisma.sql`s.acknowledged_at IS NULL` : Prisma.sql`true`;
  switch (only) {
    case "all":
      return Prisma.sql`SELECT ${columns} FROM slots s`;
    case "waiting":
      return Prisma.sql`
        SELECT ${columns} FROM slots s WHERE s.missed_at IS NULL AND s.operation_id IS NULL AND NOT ${late}
        UNION ALL
        SELECT ${columns} FROM operations o JOIN slots s ON s.operation_id = o.id
        WHERE o.status = 'queued' AND s.missed_at IS NULL AND NOT ${late}`;
    case "missed":
    case "open":
      return Prisma.sql`
        SELECT ${columns} FROM slots s WHERE s.missed_at IS NOT NULL AND ${unseen}
        UNION ALL
        SELECT ${columns} FROM slots s WHERE s.missed_at IS NULL AND s.operation_id IS NULL AND ${late} AND ${unseen}
        UNION ALL
        SELECT ${columns} FROM operations o JOIN slots s ON s.operation_id = o.id
        WHERE s.missed_at IS NULL AND ${unseen}
          AND ((o.status = 'queued' AND ${late}) OR (o.status = 'failed' AND ${only === "open"}))`;
  }
}
