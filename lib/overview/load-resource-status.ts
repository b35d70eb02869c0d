import { findBackupSets } from "#lib/backups/list-backup-sets.ts";
import type { Context } from "#lib/context.ts";
import { loadLiveRpo } from "#lib/objectives/load-live-rpo.ts";
import { isWorkerOnline, spread } from "#lib/operations/rules.ts";
import type { OperationSummary } from "#lib/operations/schema.ts";
import { operationSummaryRows, toOperationSummary } from "#lib/operations/to-operation-dto.ts";
import { judgeResource } from "#lib/overview/rules.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";
import { loadWindows } from "#lib/recovery/load-windows.ts";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";
import { type ResourceRow, toResourceDto } from "#lib/resources/to-resource-dto.ts";

/** Kinds whose failure stays on the screen until one of the same kind succeeds (U10). */
const PINNED_KINDS = ["backup", "verify", "restore", "set-up-resource"];
const RTO_HISTORY = 10;

/** "Can I restore, to when, how fast?" for one resource. */
export async function loadResourceStatus(ctx: Context, row: ResourceRow): Promise<ResourceStatus> {
  const { db } = ctx;
  const resource = toResourceDto(row);
  const windows = await loadWindows(db, row.id);
  const [rpo, rto, [lastSet], proven, running, failures, worker] = await Promise.all([
    loadLiveRpo(db, ctx.now(), row.id, windows),
    loadMeasuredRto(ctx, row.id),
    findBackupSets(db, { where: { resourceId: row.id, state: "present" }, take: 1 }),
    db.backupSet.findFirst({
      where: { resourceId: row.id, restoredAt: { not: null } },
      orderBy: { restoredAt: "desc" },
      select: { label: true, restoredAt: true },
    }),
    db.operation.findFirst({
      where: { resourceId: row.id, status: { in: ["running", "queued"] }, isExclusive: true },
      include: operationSummaryRows,
      orderBy: { createdAt: "asc" },
    }),
    loadFailures(ctx, row.id),
    db.worker.findUnique({ where: { host: row.host } }),
  ]);
  const facts = {
    resource,
    restorableTo: latest(windows.map((window) => window.newest?.commitMicros ?? lastRangeEnd(window))),
    restorableSince: earliest(windows.flatMap((window) => window.ranges.map((range) => range.fromMicros))),
    gapCount: Math.max(0, ...windows.map((window) => window.gaps.length)),
    rpo,
    rto,
    lastSet: lastSet ?? null,
    proven: proven?.restoredAt ? { label: proven.label, restoredAt: proven.restoredAt.toISOString() } : null,
    runningOperation: running ? toOperationSummary(running) : null,
    failures,
  };
  const verdict = judgeResource({
    ...facts,
    isWorkerOnline: worker !== null && isWorkerOnline(worker.lastSeenAt, ctx.now()),
  });
  return { ...facts, ...verdict };
}

async function loadMeasuredRto(ctx: Context, resourceId: string): Promise<ResourceStatus["rto"]> {
  const rows = await ctx.db.measurement.findMany({
    where: { resourceId, kind: "rto" },
    orderBy: { atMicros: "desc" },
    take: RTO_HISTORY,
  });
  const range = spread(rows.map((row) => Number(row.valueMs)));
  const [last] = rows;
  if (!range || !last) return null;
  return {
    lowMs: range.low,
    highMs: range.high,
    lastMs: Number(last.valueMs),
    lastAtMicros: last.atMicros.toString(),
    count: rows.length,
  };
}

async function loadFailures(ctx: Context, resourceId: string): Promise<OperationSummary[]> {
  const failures: OperationSummary[] = [];
  for (const kind of PINNED_KINDS) {
    const last = await ctx.db.operation.findFirst({
      where: { resourceId, kind, status: { in: ["succeeded", "failed"] } },
      include: operationSummaryRows,
      orderBy: { finishedAt: "desc" },
    });
    if (last?.status === "failed") failures.push(toOperationSummary(last));
  }
  return failures;
}

function lastRangeEnd(window: RecoveryWindow): string | null {
  return window.ranges.at(-1)?.toMicros ?? null;
}

function latest(instants: (string | null)[]): string | null {
  return pick(instants, (a, b) => a > b);
}

function earliest(instants: (string | null)[]): string | null {
  return pick(instants, (a, b) => a < b);
}

function pick(instants: (string | null)[], isBetter: (a: bigint, b: bigint) => boolean): string | null {
  const known = instants.flatMap((text) => (text === null ? [] : [BigInt(text)]));
  const [first, ...rest] = known;
  if (first === undefined) return null;
  return rest.reduce((best, each) => (isBetter(each, best) ? each : best), first).toString();
}
