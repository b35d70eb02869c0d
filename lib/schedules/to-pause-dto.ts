import { z } from "zod";
import type { Prisma } from "#lib/db/generated/client.ts";
import { toDate } from "#lib/db/rows.ts";
import type { PauseDto } from "./schema.ts";

export const pauseRows = {
  resource: { select: { id: true, name: true } },
} satisfies Prisma.PauseInclude;

const person = z.object({ name: z.string() });

/** A pause is over when its time is up, whether or not anybody has noted that yet. */
export function toPauseDto(
  row: Prisma.PauseGetPayload<{ include: typeof pauseRows }>,
  nowMicros: bigint,
): PauseDto {
  const endedAt = row.endedAt ?? (row.expiresAt <= toDate(nowMicros) ? row.expiresAt : null);
  return {
    id: row.id,
    resource: row.resource,
    reason: row.reason,
    pausedBy: person.parse(row.pausedBy).name,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
