import { z } from "zod";
import { type OpenResource, openResource } from "#jobs/open-resource.ts";
import type { OperationHandler, OperationRun } from "#jobs/operation-run.ts";
import { readFacts } from "#jobs/read-facts.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { readServer } from "#lib/postgres/read-server.ts";
import { clusterFacts } from "#lib/resources/schema.ts";

export const settingChange = z.object({
  name: z.string(),
  current: z.string(),
  wanted: z.string(),
  needsRestart: z.boolean(),
  why: z.string(),
});

export const clusterCheck = z.object({
  facts: clusterFacts,
  systemIdentifier: z.string().nullable(),
  changes: z.array(settingChange),
  needsRestart: z.boolean(),
  problems: z.array(z.string()),
});

/** What protecting this cluster would change, and what stands against it. Changes nothing. */
export const checkResource: OperationHandler = async (run) => {
  const resource = await openResource(run.worker, run.operation.resourceId ?? "", run);
  const check = await inspect(run, resource);
  return {
    result: check,
    commit: async (tx) => {
      await tx.resource.update({
        where: { id: resource.row.id },
        data: { facts: jsonColumn(check.facts), factsAt: new Date() },
        select: { id: true },
      });
    },
  };
};

export async function inspect(
  run: OperationRun,
  resource: OpenResource,
): Promise<z.output<typeof clusterCheck>> {
  const { facts, systemIdentifier } = await run.step(
    "look at the cluster",
    z.object({ facts: clusterFacts, systemIdentifier: z.string().nullable() }),
    () => readFacts(resource.cluster, null, run.signal),
  );
  return run.step("compare settings", clusterCheck, async () => {
    const problems = [];
    if (facts.clusterState !== "running") {
      problems.push(
        `The cluster is ${facts.clusterState}${facts.stateReason ? `: ${facts.stateReason}` : "."}`,
      );
    } else if (facts.version === null) {
      problems.push(facts.stateReason ?? "The server could not be asked.");
    }
    const registered = resource.row.systemIdentifier;
    if (registered !== null && systemIdentifier !== null && registered !== systemIdentifier) {
      problems.push("Another cluster is in this data directory than the one that was set up.");
    }
    if (problems.length > 0) return { facts, systemIdentifier, changes: [], needsRestart: false, problems };
    const { settings } = await readServer(resource.cluster, { signal: run.signal });
    const changes = run.worker.engine.settingChanges(resource.engineRun, settings);
    return {
      facts,
      systemIdentifier,
      changes,
      needsRestart: changes.some((each) => each.needsRestart),
      problems,
    };
  });
}
