import type { OperationRun } from "#jobs/operation-run.ts";
import { databaseNull, jsonColumn } from "#lib/db/rows.ts";
import type { WayBackTaken } from "#lib/restores/schema.ts";

/** How the state before a restore can be had again; null when there is no such state any more. */
export async function recordWayBack(run: OperationRun, wayBack: WayBackTaken | null): Promise<void> {
  await run.worker.db.restore.updateMany({
    where: { changeRequestId: run.operation.changeRequestId ?? "" },
    data: { wayBack: wayBack === null ? databaseNull : jsonColumn(wayBack) },
  });
}
