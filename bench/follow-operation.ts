import { until } from "#e2e/fixtures/until.ts";
import type { Database } from "#lib/db/client.ts";

export interface FinishedOperation {
  /** From when it was queued to when a worker took it. */
  queuedSeconds: number;
  /** In the order in which they ran. */
  steps: { name: string; seconds: number }[];
}

const LONGEST_MS = 6 * 3_600_000;

/** Waits until the product has recorded that an operation ended; fails with its own words when it did not succeed. */
export async function followOperation(
  db: Database,
  id: string,
  assertGoingOn: () => void,
): Promise<FinishedOperation> {
  await until(
    "the operation to end",
    async () => {
      assertGoingOn();
      const row = await db.operation.findUnique({ where: { id }, select: { finishedAt: true } });
      return row?.finishedAt;
    },
    LONGEST_MS,
  );
  const operation = await db.operation.findUniqueOrThrow({ where: { id }, include: { steps: true } });
  if (operation.status !== "succeeded") throw new Error(await whyNot(db, operation));
  const { createdAt, startedAt } = operation;
  return {
    queuedSeconds: seconds(createdAt, startedAt),
    steps: operation.steps
      .toSorted((a, b) => a.position - b.position)
      .map((step) => ({ name: step.name, seconds: seconds(step.startedAt, step.finishedAt) })),
  };
}

function seconds(from: Date, to: Date | null): number {
  return to === null ? 0 : (to.getTime() - from.getTime()) / 1000;
}

async function whyNot(
  db: Database,
  operation: {
    id: string;
    kind: string;
    status: string;
    errorMessage: string | null;
    errorHint: string | null;
  },
): Promise<string> {
  const lines = await db.operationLogLine.findMany({
    where: { operationId: operation.id },
    orderBy: { id: "desc" },
    take: 30,
  });
  const log = lines.toReversed().map(({ level, step, text }) => `${level} ${step ?? ""}: ${text}`);
  const { kind, status, errorMessage, errorHint } = operation;
  return [`Holdfast's ${kind} ${status}: ${errorMessage} ${errorHint}`, ...log].join("\n");
}
