import { z } from "zod";
import type { Prisma } from "#lib/db/generated/client.ts";
import { actionWords, missedCauses, type SlotDto } from "./schema.ts";
import { showSlot } from "./states.ts";

export const slotRows = {
  resource: { select: { id: true, name: true } },
  policy: { select: { id: true, name: true } },
  operation: { select: { id: true, status: true, waitingFor: true, errorMessage: true } },
} satisfies Prisma.SlotInclude;

type WholeRow = Prisma.SlotGetPayload<{ include: typeof slotRows }>;
/** What is shown of a slot, whether it is a row or not. */
export type SlotRow = Omit<WholeRow, "policyId" | "resourceId" | "operationId" | "outcome" | "missedAt">;

const slotAction = z.enum(actionWords);
const cause = z.enum(missedCauses);
const person = z.object({ name: z.string() });

export function toSlotDto(row: SlotRow, now: bigint): SlotDto {
  const missedCause = row.missedCause === null ? null : cause.parse(row.missedCause);
  const { operation } = row;
  return {
    id: row.id,
    resource: row.resource,
    policy: row.policy,
    scheduleId: row.scheduleId,
    action: slotAction.parse(row.action),
    dueAtMicros: row.dueAtMicros.toString(),
    ...showSlot({ ...row, missedCause }, now),
    operation: operation && { id: operation.id, status: operation.status },
    acknowledged:
      row.acknowledgedAt === null
        ? null
        : { by: person.parse(row.acknowledgedBy).name, at: row.acknowledgedAt.toISOString() },
  };
}
