import { rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { openResource } from "#jobs/open-resource.ts";
import type { OperationHandler } from "#jobs/operation-run.ts";
import { AppError } from "#lib/errors.ts";
import { stopCluster } from "#lib/postgres/stop-cluster.ts";
import { instanceDto } from "#lib/restores/schema.ts";

const input = z.object({ restoreId: z.uuid() });
const STOP_MS = 5 * 60_000;

/** Removes the directory a restore made below this worker's own folder, and nothing anywhere else. */
export const discardInstance: OperationHandler = async (run) => {
  const { worker, operation, signal } = run;
  const { restoreId } = input.parse(operation.input);
  const restore = await worker.db.restore.findUniqueOrThrow({ where: { id: restoreId } });
  const instance = instanceDto.parse(restore.instance);
  const folder = path.dirname(instance.dataDirectory);
  const isOurs =
    path.normalize(folder) === folder &&
    path.dirname(folder) === path.join(worker.env.directory, "instances") &&
    z.uuid().safeParse(path.basename(folder)).success;
  if (!isOurs) {
    throw new AppError("PRECONDITION", `${folder} is not a folder that this worker made.`, {
      hint: "Nothing was removed.",
      reason: "not-ours",
    });
  }
  const resource = await openResource(worker, restore.resourceId, run);
  const cluster = { ...resource.cluster, ...instance };
  await run.step("stop the instance", z.void(), async () => {
    await stopCluster(cluster, { mode: "fast", timeoutMs: STOP_MS, signal });
  });
  await run.step("remove its files", z.void(), () => rm(folder, { recursive: true, force: true }));
  return {
    commit: async (tx) => {
      await tx.restore.updateMany({ where: { id: restoreId }, data: { discardedAt: new Date() } });
    },
  };
};
