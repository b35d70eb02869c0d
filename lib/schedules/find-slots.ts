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
  const newest = Prisma.sql`ORDER BY due_at_micros DESC, id DESC LIMIT ${filter.limit + 1}`;
  const matches = matching(filter);
  const parts = candidates(filter).map(
    (candidate) => Prisma.sql`(SELECT s.id, s.due_at_micros FROM ${candidate} AND ${matches} ${newest})`,
  );
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM (${Prisma.join(parts, " UNION ALL ")}) AS newest_of_each ${newest}`;
  return db.slot.findMany({ where: { id: { in: found.map(({ id }) => id) } }, include: slotRows });
}

function matching({ resourceId, before, fromMicros, toMicros }: Filter): Prisma.Sql {
  const conditions = [
    resourceId && Prisma.sql`s.resource_id = ${resourceId}::uuid`,
    before && Prisma.sql`(s.due_at_micros, s.id) < (${before.dueAtMicros}, ${before.id}::uuid)`,
    fromMicros && Prisma.sql`s.due_at_micros >= ${BigInt(fromMicros)}`,
    toMicros && Prisma.sql`s.due_at_micros < ${BigInt(toMicros)}`,
  ].filter((condition) => typeof condition === "object" && condition !== null);
  return Prisma.join([Prisma.sql`true`, ...conditions], " AND ");
}

/**
 * The same as showSlot says, in SQL. Each part has an index of its own, in the order of the list: what is asked for
 * is rare among years of runs that went well.
 */
function candidates({ only, now }: Filter): Prisma.Sql[] {
  const late = Prisma.sql`s.due_at_micros + s.grace_seconds * 1000000::bigint < ${overdueBefore(now)}`;
  const unlinked = Prisma.sql`slots s WHERE s.missed_at IS NULL AND s.operation_id IS NULL`;
  const queued = Prisma.sql`
    operations o JOIN slots s ON s.operation_id = o.id WHERE o.status = 'queued' AND s.missed_at IS NULL`;
  switch (only) {
    case "all":
      return [Prisma.sql`slots s WHERE true`];
    case "waiting":
      return [unlinked, queued].map((part) => Prisma.sql`${part} AND NOT ${late}`);
    case "missed":
      return [
        Prisma.sql`slots s WHERE s.missed_at IS NOT NULL`,
        ...[unlinked, queued].map((part) => Prisma.sql`${part} AND ${late}`),
      ];
    case "open":
      return [
        Prisma.sql`slots s
          WHERE s.acknowledged_at IS NULL AND (s.missed_at IS NOT NULL OR s.outcome = 'failed')`,
        ...[unlinked, queued].map((part) => Prisma.sql`${part} AND ${late} AND s.acknowledged_at IS NULL`),
      ];
  }
}
