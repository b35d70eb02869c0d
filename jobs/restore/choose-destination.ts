import { randomInt } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import type { OpenResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { readFacts } from "#jobs/read-facts.ts";
import { whyNotSetAside } from "#jobs/restore/set-aside.ts";
import { AppError } from "#lib/errors.ts";
import { findFreePort } from "#lib/postgres/find-free-port.ts";
import { freeDiskBytes } from "#lib/postgres/free-disk-bytes.ts";
import { type ClusterFacts, clusterFacts } from "#lib/resources/schema.ts";
import {
  type PreviewResult,
  type previewRestoreInput,
  restorePlan,
  wayBackKinds,
} from "#lib/restores/schema.ts";

export const destinationFacts = z.object({
  facts: clusterFacts,
  destination: restorePlan.shape.destination,
  wayBack: z.enum(wayBackKinds),
  freeBytes: z.number(),
});

type WayBack = PreviewResult["plan"]["wayBack"];

/** Where the restore will put its files, in what state that place is, and which way back that state allows. */
export async function chooseDestination(
  run: OperationRun,
  resource: OpenResource,
  input: z.output<typeof previewRestoreInput>,
): Promise<z.output<typeof destinationFacts>> {
  const { env } = run.worker;
  const earlier = clusterFacts.safeParse(resource.row.facts).data ?? null;
  const { facts, systemIdentifier } = await readFacts(resource.cluster, earlier, run.signal);
  if (input.destination.kind === "new-instance") {
    const directory = path.join(env.directory, "instances", run.operation.id);
    return {
      facts,
      destination: {
        kind: "new-instance",
        host: env.host,
        dataDirectory: path.join(directory, "data"),
        // At random: the port is only taken once the plan runs, and other plans may be waiting meanwhile.
        port: await findFreePort({ from: randomInt(15_432, 19_900), taken: await takenPorts(run) }),
      },
      wayBack: "none",
      freeBytes: await freeDiskBytes(directory),
    };
  }
  const wayBack = chooseWayBack(facts.clusterState, input.wayBack);
  if (wayBack === "set-aside") await requireSetAside(resource.cluster.dataDirectory);
  return {
    facts,
    destination: {
      kind: "in-place",
      host: env.host,
      dataDirectory: resource.cluster.dataDirectory,
      systemIdentifier,
      state: facts.clusterState,
    },
    wayBack,
    freeBytes: facts.freeBytes ?? (await freeDiskBytes(resource.cluster.dataDirectory)),
  };
}

async function requireSetAside(dataDirectory: string): Promise<void> {
  const problem = await whyNotSetAside(dataDirectory);
  if (problem === null) return;
  throw new AppError("PRECONDITION", problem, {
    hint: "Restore into a new instance, or move the data directory out of the way by hand and ask again.",
    reason: "set-aside",
  });
}

/** Ports of instances that were restored and not yet discarded, running or not. */
async function takenPorts(run: OperationRun): Promise<number[]> {
  const rows = await run.worker.db.restore.findMany({
    where: { discardedAt: null, instance: { path: ["host"], equals: run.worker.env.host } },
    select: { instance: true },
  });
  return rows.flatMap((row) => z.object({ port: z.number() }).safeParse(row.instance).data?.port ?? []);
}

function chooseWayBack(state: ClusterFacts["clusterState"], wanted: WayBack | undefined): WayBack {
  const allowed: Record<ClusterFacts["clusterState"], WayBack[]> = {
    running: ["backup", "set-aside"],
    stopped: ["backup", "set-aside"],
    broken: ["set-aside"],
    gone: ["none"],
  };
  const choice = wanted ?? allowed[state][0] ?? "none";
  if (allowed[state].includes(choice)) return choice;
  throw new AppError("INVALID", `A destination that is ${state} does not allow this way back: ${choice}.`, {
    hint: `Possible here: ${allowed[state].join(", ")}.`,
    reason: "way-back",
  });
}
