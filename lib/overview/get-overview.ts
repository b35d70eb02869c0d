import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { isWorkerOnline } from "#lib/operations/rules.ts";
import { loadResourceStatuses } from "#lib/overview/load-resource-statuses.ts";
import type { OverviewDto } from "#lib/overview/schema.ts";
import { toOverviewResource } from "#lib/overview/to-overview-resource.ts";
import { resourceRows } from "#lib/resources/to-resource-dto.ts";

export const getOverview = readVerb("overview.read", z.object({}), async (ctx): Promise<OverviewDto> => {
  const [rows, workers, waitingApprovals] = await Promise.all([
    ctx.db.resource.findMany({ include: resourceRows, orderBy: { name: "asc" }, take: 1000 }),
    ctx.db.worker.findMany({ orderBy: { host: "asc" } }),
    ctx.db.changeRequest.count({ where: { decision: "requested", expiresAt: { gt: toDate(ctx.now()) } } }),
  ]);
  const systemOf = new Map(rows.map(({ id, system }) => [id, system?.name ?? null]));
  const statuses = await loadResourceStatuses(ctx, rows);
  return {
    atMicros: ctx.now().toString(),
    resources: statuses.map((status) => toOverviewResource(status, systemOf.get(status.resource.id) ?? null)),
    workers: workers.map((worker) => ({
      host: worker.host,
      lastSeenAt: worker.lastSeenAt.toISOString(),
      isOnline: isWorkerOnline(worker.lastSeenAt, ctx.now()),
    })),
    waitingApprovals,
  };
});
