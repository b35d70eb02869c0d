import { listHooks } from "#jobs/hooks.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import packageJson from "../package.json" with { type: "json" };

/** Says that this host is served, by which engines, and which hooks are declared here (T36). */
export async function reportWorker(worker: WorkerContext): Promise<void> {
  const engine = await worker.engine.describe(AbortSignal.timeout(20_000)).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  const seen = {
    workerId: worker.workerId,
    lastSeenAt: new Date(),
    version: packageJson.version,
    engines: jsonColumn(
      engine
        ? [{ name: worker.engine.name, version: engine.version, missingFeatures: engine.missingFeatures }]
        : [],
    ),
    hooks: jsonColumn(await listHooks(worker.env.hooksDirectory)),
  };
  await worker.db.worker.upsert({
    where: { host: worker.env.host },
    create: { host: worker.env.host, startedAt: new Date(), ...seen },
    update: seen,
    select: { host: true },
  });
}
