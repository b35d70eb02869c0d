import path from "node:path";
import { z } from "zod";
import { inspect } from "#jobs/check-resource.ts";
import { openResource } from "#jobs/open-resource.ts";
import type { OperationHandler } from "#jobs/operation-run.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { applySettings } from "#lib/postgres/apply-settings.ts";
import { findOwnerLog } from "#lib/postgres/find-owner-log.ts";
import { readClusterState } from "#lib/postgres/read-cluster-state.ts";
import { readStartOptions } from "#lib/postgres/read-start-options.ts";
import { startCluster } from "#lib/postgres/start-cluster.ts";
import { stopCluster } from "#lib/postgres/stop-cluster.ts";

const input = z.object({ allowRestart: z.boolean() });
const STOP_MS = 5 * 60_000;
const START_MS = 10 * 60_000;

/** Turns archiving on, and says "protected" only after a segment was seen in every repository. */
export const setUpResource: OperationHandler = async (run) => {
  const { worker, operation, signal } = run;
  const { allowRestart } = input.parse(operation.input);
  const resource = await openResource(worker, operation.resourceId ?? "", run);
  const check = await inspect(run, resource);
  const [problem] = check.problems;
  if (problem)
    throw new AppError("PRECONDITION", problem, {
      hint: "Put this right, then set it up again.",
      reason: "not-ready",
    });
  if (check.needsRestart && !allowRestart) {
    throw new AppError("PRECONDITION", "Setting up archiving needs a restart of the cluster.", {
      hint: "Allow the restart; it ends the sessions of the cluster.",
      reason: "needs-restart",
    });
  }
  await run.step("prepare the repositories", z.void(), () => worker.engine.prepare(resource.engineRun));
  await run.step("change settings", z.void(), async () => {
    const start = async () => {
      await startCluster({
        cluster: resource.cluster,
        startOptions: await readStartOptions(resource.cluster.dataDirectory),
        logFile: ownerLog ?? path.join(worker.env.directory, "log", `${resource.row.id}.log`),
        timeoutMs: START_MS,
        signal,
      });
    };
    const ownerLog = await findOwnerLog(resource.cluster.dataDirectory);
    // It ran when this operation began: an earlier attempt died between stopping and starting it.
    if ((await readClusterState(resource.cluster, { signal })).state === "stopped") await start();
    const { needsRestart } = await applySettings(resource.cluster, check.changes, { signal });
    if (needsRestart.length === 0) return;
    run.log("warn", `Restarting the cluster for ${needsRestart.join(", ")}.`);
    // Between stopping and starting nobody may end this: the cluster would stay down.
    await run.pointOfNoReturn();
    await stopCluster(resource.cluster, { mode: "fast", timeoutMs: STOP_MS, signal });
    await start();
  });
  await run.step("prove archiving", z.void(), () => worker.engine.checkArchiving(resource.engineRun));
  return {
    result: { changes: check.changes },
    details: { changes: check.changes.map((change) => change.name) },
    commit: async (tx) => {
      await tx.resource.update({
        where: { id: resource.row.id },
        data: {
          state: "protected",
          systemIdentifier: check.systemIdentifier,
          facts: jsonColumn(check.facts),
          factsAt: new Date(),
        },
        select: { id: true },
      });
    },
  };
};
