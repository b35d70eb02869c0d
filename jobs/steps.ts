import type { z } from "zod";
import type { openOperationLog } from "#jobs/operation-log.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import { databaseNull, jsonColumn } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

/** Steps with a memory: what an earlier attempt finished is not done again, its result is read back. */
export function openSteps(
  worker: WorkerContext,
  operation: Operation,
  signal: AbortSignal,
  log: ReturnType<typeof openOperationLog>,
) {
  let current: string | null = null;
  let position = 0;

  const run: OperationRun["step"] = async <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    work: () => Promise<z.input<Schema>>,
  ): Promise<z.output<Schema>> => {
    await assertStillOurs(worker, operation);
    position++;
    const key = { operationId_name: { operationId: operation.id, name } };
    const earlier = await worker.db.operationStep.findUnique({ where: key });
    if (earlier?.status === "succeeded") {
      log.write("info", name, `${titleOf(name)}: already done by an earlier attempt.`);
      return schema.parse(earlier.result ?? undefined);
    }
    // Not earlier: an attempt that only came to be cancelled must know what there is to put back.
    signal.throwIfAborted();
    current = name;
    const begun = {
      status: "running" as const,
      attempt: operation.attempt,
      startedAt: new Date(),
      finishedAt: null,
    };
    await worker.db.operationStep.upsert({
      where: key,
      create: { operationId: operation.id, name, position, ...begun },
      update: begun,
    });
    log.write("info", name, `${titleOf(name)}: started.`);
    try {
      const result = schema.parse(await work());
      await finish("succeeded", name, result);
      log.write("info", name, `${titleOf(name)}: done.`);
      return result;
    } catch (error) {
      await finish("failed", name, undefined);
      throw error;
    }
  };

  const finish = async (status: "succeeded" | "failed", name: string, result: unknown) => {
    await worker.db.operationStep.updateMany({
      where: { operationId: operation.id, name, attempt: operation.attempt },
      data: {
        status,
        finishedAt: new Date(),
        result: result === undefined ? databaseNull : jsonColumn(result),
      },
    });
  };

  const times = async () => {
    const rows = await worker.db.operationStep.findMany({ where: { operationId: operation.id } });
    return new Map(
      rows.flatMap((row) =>
        row.finishedAt ? [[row.name, { startedAt: row.startedAt, finishedAt: row.finishedAt }] as const] : [],
      ),
    );
  };

  return { run, times, current: () => current };
}

function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Fencing: a worker that was only slow must not act beside its successor. */
async function assertStillOurs(worker: WorkerContext, operation: Operation): Promise<void> {
  const row = await worker.db.operation.findUnique({
    where: { id: operation.id },
    select: { attempt: true },
  });
  if (row?.attempt === operation.attempt) return;
  throw new AppError("CONFLICT", "Another attempt has taken this operation over.", { reason: "superseded" });
}
