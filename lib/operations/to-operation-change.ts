import { z } from "zod";
import type { Prisma } from "#lib/db/generated/client.ts";
import { type OperationChange, operationChange } from "#lib/operations/schema.ts";
import { microsText, recoveryTarget } from "#lib/recovery/schema.ts";

export const operationChangeRows = {
  select: {
    number: true,
    kind: true,
    requestedBy: true,
    planText: true,
    restore: { select: { id: true } },
    approvals: { where: { vote: "approve" }, select: { name: true }, orderBy: { createdAt: "asc" } },
  },
} satisfies Prisma.ChangeRequestDefaultArgs;

type ChangeRow = Prisma.ChangeRequestGetPayload<typeof operationChangeRows>;

const requester = z.object({ name: z.string() });

/** What a list says of a frozen plan. */
const planned = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(
    z.object({
      target: z.object({ chosen: recoveryTarget, lastCommitMicros: microsText.nullable() }),
      destination: z.object({ kind: operationChange.shape.restore.unwrap().shape.destination }),
    }),
  );

/** Who asked for what an operation carries out and who approved it; of a restore also what it is. */
export function toOperationChange(row: ChangeRow | null): OperationChange | null {
  if (row === null) return null;
  return {
    number: row.number,
    restoreId: row.restore?.id ?? null,
    requestedByName: requester.parse(row.requestedBy).name,
    approvedByNames: row.approvals.map(({ name }) => name),
    restore: row.kind === "restore" ? toRestore(row.planText) : null,
  };
}

function toRestore(planText: string): OperationChange["restore"] {
  const { target, destination } = planned.parse(planText);
  return {
    destination: destination.kind,
    target: target.chosen,
    lastCommitMicros: target.lastCommitMicros,
  };
}
