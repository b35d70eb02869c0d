import type { Database, Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";

const HISTORY = 20;

/** How long the last of these took that succeeded, in milliseconds. */
export async function loadDurations(
  db: Database | Transaction,
  where: Pick<Prisma.OperationWhereInput, "kind" | "resourceId" | "id">,
): Promise<number[]> {
  const rows = await db.operation.findMany({
    where: { ...where, status: "succeeded" },
    select: { startedAt: true, finishedAt: true },
    orderBy: { createdAt: "desc" },
    take: HISTORY,
  });
  return rows.flatMap(({ startedAt, finishedAt }) =>
    startedAt && finishedAt ? [finishedAt.getTime() - startedAt.getTime()] : [],
  );
}
