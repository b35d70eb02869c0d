import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { isWorkerOnline } from "#lib/operations/rules.ts";
import { type WorkerDto, workerDto } from "#lib/workers/schema.ts";

export const listWorkers = readVerb("worker.read", z.object({}), async (ctx) => {
  const rows = await ctx.db.worker.findMany({ orderBy: { host: "asc" } });
  const items: WorkerDto[] = rows.map((row) => ({
    host: row.host,
    startedAt: row.startedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    isOnline: isWorkerOnline(row.lastSeenAt, ctx.now()),
    version: row.version,
    engines: workerDto.shape.engines.parse(row.engines),
    hooks: workerDto.shape.hooks.parse(row.hooks),
  }));
  return { items };
});
