import type { Database } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { overdueBefore } from "./states.ts";
import type { SlotRow } from "./to-slot-dto.ts";
import { slotRows } from "./to-slot-dto.ts";

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
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id::text AS id FROM slots s LEFT JOIN operations o ON o.id = s.operation_id
    WHERE ${wanted(filter)}
      AND (${filter.resourceId ?? null}::uuid IS NULL OR s.resource_id = ${filter.resourceId ?? null}::uuid)
      AND ${filter.fromMicros === undefined ? Prisma.sql`true` : Prisma.sql`s.due_at_micros >= ${BigInt(filter.fromMicros)}`}
      AND ${filter.toMicros === undefined ? Prisma.sql`true` : Prisma.sql`s.due_at_micros < ${BigInt(filter.toMicros)}`}
      AND ${before ? Prisma.sql`(s.due_at_micros, s.id) < (${before.dueAtMicros}, ${before.id}::uuid)` : Prisma.sql`true`}
    ORDER BY s.due_at_micros DESC, s.id DESC LIMIT ${filter.limit + 1}`;
  return db.slot.findMany({ where: { id: { in: found.map(({ id }) => id) } }, include: slotRows });
}

/** The same as showSlot says, in SQL. */
function wanted({ only, now }: Filter): Prisma.Sql {
  const notStarted = Prisma.sql`(s.missed_at IS NULL AND (o.id IS NULL OR o.status = 'queued'))`;
  const late = Prisma.sql`s.due_at_micros + s.grace_seconds * 1000000::bigint < ${overdueBefore(now)}`;
  const missed = Prisma.sql`(s.missed_at IS NOT NULL OR (${notStarted} AND ${late}))`;
  switch (only) {
    case "all":
      return Prisma.sql`true`;
    case "missed":
      return missed;
    case "waiting":
      return Prisma.sql`(${notStarted} AND NOT ${late})`;
    case "open":
      return Prisma.sql`(s.acknowledged_at IS NULL AND (${missed} OR o.status = 'failed'))`;
  }
}
