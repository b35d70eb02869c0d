import { changeRows, toChangeDto, toChangeDtos } from "#lib/changes/load-change.ts";
import type { ChangeDto } from "#lib/changes/schema.ts";
import type { Context } from "#lib/context.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { AppError } from "#lib/errors.ts";
import { operationSummaryRows, toOperationSummary } from "#lib/operations/to-operation-dto.ts";
import { loadSafetyBackups } from "#lib/restores/load-safety-backups.ts";
import { parsePlan } from "#lib/restores/parse-plan.ts";
import { canUndo, displayStatus, restoreSentence } from "#lib/restores/rules.ts";
import {
  instanceDto,
  type RestoreDto,
  type RestoreListItem,
  restoreImpact,
  restoreListItem,
  restoreReceipt,
  type SafetyBackup,
  wayBackTaken,
} from "#lib/restores/schema.ts";

export const restoreRows = {
  resource: { select: { id: true, name: true } },
  change: {
    include: {
      ...changeRows,
      operations: {
        where: { kind: "restore" },
        include: operationSummaryRows,
        orderBy: { createdAt: "asc" },
        take: 1,
      },
    },
  },
} satisfies Prisma.RestoreInclude;

const listedReceipt = restoreListItem.shape.receipt;

type RestoreRow = Prisma.RestoreGetPayload<{ include: typeof restoreRows }>;

export async function loadRestore(ctx: Context, db: Database | Transaction, id: string): Promise<RestoreDto> {
  const row = await db.restore.findUnique({ where: { id }, include: restoreRows });
  if (!row) throw new AppError("NOT_FOUND", "There is no such restore.");
  const change = await toChangeDto(ctx, db, row.change);
  const safety = await loadSafetyBackups(db, ctx.now(), [row]);
  return {
    ...storyOf(row, change, safety.get(row.id) ?? null),
    receipt: row.receipt === null ? null : restoreReceipt.parse(row.receipt),
  };
}

/** In the order of the rows. */
export async function toRestoreListItems(
  ctx: Context,
  db: Database | Transaction,
  rows: RestoreRow[],
): Promise<RestoreListItem[]> {
  const changes = await toChangeDtos(
    ctx,
    db,
    rows.map((row) => row.change),
  );
  const safety = await loadSafetyBackups(db, ctx.now(), rows);
  const byId = new Map(changes.map((change) => [change.id, change]));
  return rows.flatMap((row) => {
    const change = byId.get(row.changeRequestId);
    const receipt = listedReceipt.parse(row.receipt);
    return change ? [{ ...storyOf(row, change, safety.get(row.id) ?? null), receipt }] : [];
  });
}

function storyOf(
  row: RestoreRow,
  change: ChangeDto,
  safetyBackup: SafetyBackup | null,
): Omit<RestoreDto, "receipt"> {
  const plan = parsePlan(row.change.planText);
  const operationRow = row.change.operations[0];
  const operation = operationRow ? toOperationSummary(operationRow) : null;
  const status = displayStatus(change.decision, operation?.status ?? null);
  return {
    id: row.id,
    resource: row.resource,
    change,
    plan,
    impact: restoreImpact.parse(row.preview),
    status,
    operation,
    wayBack: row.wayBack === null ? null : wayBackTaken.parse(row.wayBack),
    safetyBackup,
    instance: row.instance === null ? null : instanceDto.parse(row.instance),
    discardedAt: row.discardedAt?.toISOString() ?? null,
    undoOfId: row.undoOfId,
    canUndo: canUndo(status, safetyBackup),
    sentence: restoreSentence(plan),
  };
}
