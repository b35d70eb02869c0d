import { loadMissedRuns } from "#lib/alerts/load-missed-runs.ts";
import type { Context } from "#lib/context.ts";
import { loadLiveRpos } from "#lib/objectives/load-live-rpos.ts";
import { computeLiveRpo } from "#lib/objectives/rules.ts";
import { isWorkerOnline } from "#lib/operations/rules.ts";
import { operationSummaryRows, toOperationSummary } from "#lib/operations/to-operation-dto.ts";
import { loadFiring } from "#lib/overview/load-firing.ts";
import { loadMeasuredRtos } from "#lib/overview/load-measured-rtos.ts";
import { loadNewestSets } from "#lib/overview/load-newest-sets.ts";
import { loadNextRuns } from "#lib/overview/load-next-runs.ts";
import { loadPinnedFailures } from "#lib/overview/load-pinned-failures.ts";
import { judgeResource } from "#lib/overview/rules.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";
import { type RecoveryWindow, recoveryWindow } from "#lib/recovery/schema.ts";
import { type ResourceRow, toResourceDto } from "#lib/resources/to-resource-dto.ts";

/** "Can I restore, to when, how fast?": a number of queries that does not grow with the number of resources. */
export async function loadResourceStatuses(ctx: Context, rows: ResourceRow[]): Promise<ResourceStatus[]> {
  const { db } = ctx;
  const now = ctx.now();
  const ids = rows.map(({ id }) => id);
  const [windowsOf, rpos, rtos, sets, running, failures, workers, firing, missed, nextRuns] =
    await Promise.all([
      loadWindowsOf(ctx, rows),
      loadLiveRpos(db, now, ids),
      loadMeasuredRtos(db, ids),
      loadNewestSets(db, ids),
      db.operation.findMany({
        where: { resourceId: { in: ids }, status: { in: ["running", "queued"] }, isExclusive: true },
        include: operationSummaryRows,
        orderBy: { createdAt: "asc" },
      }),
      loadPinnedFailures(db, ids),
      db.worker.findMany({ where: { host: { in: rows.map(({ host }) => host) } } }),
      loadFiring(db, ids),
      loadMissedRuns(db),
      loadNextRuns(db, now, ids),
    ]);
  const missedOf = Map.groupBy(missed, ({ resourceId }) => resourceId);
  return rows.map((row) => {
    const windows = windowsOf.get(row.id) ?? [];
    const worker = workers.find(({ host }) => host === row.host);
    const first = running.find(({ resourceId }) => resourceId === row.id);
    const alerts = firing.get(row.id) ?? [];
    const facts = {
      atMicros: now.toString(),
      resource: toResourceDto(row),
      restorableTo: latest(windows.map((window) => window.newest?.commitMicros ?? lastRangeEnd(window))),
      restorableSince: earliest(windows.flatMap((window) => window.ranges.map((range) => range.fromMicros))),
      gapCount: Math.max(0, ...windows.map((window) => window.gaps.length)),
      rpo: rpos.get(row.id) ?? computeLiveRpo({ now, newest: null, newestSafe: null }),
      rto: rtos.get(row.id) ?? null,
      lastSet: sets.newest.get(row.id) ?? null,
      proven: sets.proven.get(row.id) ?? null,
      runningOperation: first ? toOperationSummary(first) : null,
      failures: failures.get(row.id) ?? [],
      openAlerts: {
        critical: alerts.filter(({ severity }) => severity === "critical").length,
        warning: alerts.filter(({ severity }) => severity === "warning").length,
      },
      missedRuns: missedOf.get(row.id)?.length ?? 0,
      nextRun: nextRuns.get(row.id) ?? null,
    };
    const verdict = judgeResource({
      ...facts,
      firing: alerts,
      isWorkerOnline: worker !== undefined && isWorkerOnline(worker.lastSeenAt, now),
    });
    return { ...facts, ...verdict };
  });
}

/** The last computed windows of each, one a repository, the primary repository first. */
async function loadWindowsOf(ctx: Context, rows: ResourceRow[]): Promise<Map<string, RecoveryWindow[]>> {
  const found = await ctx.db.recoveryWindow.findMany({
    where: { resourceId: { in: rows.map(({ id }) => id) } },
  });
  const stored = new Map(found.map((each) => [`${each.resourceId}/${each.repositoryId}`, each.window]));
  return new Map(
    rows.map((row) => [
      row.id,
      row.repositories.flatMap(({ repositoryId }) => {
        const window = stored.get(`${row.id}/${repositoryId}`);
        return window === undefined ? [] : [recoveryWindow.parse(window)];
      }),
    ]),
  );
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
