import { z } from "zod";
import { listHooks } from "#jobs/hooks.ts";
import { type OpenResource, openResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { readFacts } from "#jobs/read-facts.ts";
import type { ApprovedPlan } from "#jobs/restore/check-approval.ts";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { compareLsn } from "#lib/format/lsn.ts";
import { freeDiskBytes } from "#lib/postgres/free-disk-bytes.ts";
import { locateTarget } from "#lib/recovery/locate-target.ts";
import { clusterFacts } from "#lib/resources/schema.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

/** Everything a restore works with, opened from the approved plan and checked against the world. */
export interface RestoreSite extends ApprovedPlan {
  resource: OpenResource;
  /** Where the files go; for in place the cluster itself. */
  target: Cluster;
  /** How its owner starts the cluster, remembered before anything is stopped. */
  startOptions: string[];
}

const checked = z.object({ startOptions: z.array(z.string()) });

/** T11: nothing is touched unless every fact the plan stands on is still so. */
export async function checkPlan(run: OperationRun, approved: ApprovedPlan): Promise<RestoreSite> {
  const { plan } = approved;
  const resource = await openResource(run.worker, plan.resource.id, run);
  const target: Cluster = { ...resource.cluster, dataDirectory: plan.destination.dataDirectory };
  const { startOptions } = await run.step("check the plan", checked, async () => {
    assertSameConfiguration(plan, resource);
    await assertSameHooks(run, plan);
    await assertSameSet(run, plan, resource);
    return { startOptions: await checkDestination(run, plan, resource) };
  });
  return { ...approved, resource, target, startOptions };
}

function assertSameConfiguration(plan: RestorePlan, { row, settings }: OpenResource): void {
  const repository = row.repositories.find(
    ({ repositoryId }) => repositoryId === plan.repository.id,
  )?.repository;
  if (!repository) throw stale("The resource no longer uses the repository of the plan.");
  if (repository.generation !== plan.repository.generation)
    throw stale("The repository has another key generation now.");
  if (plan.destination.host !== row.host) throw stale("The resource is on another host now.");
  const { destination } = plan;
  if (destination.kind === "in-place" && destination.dataDirectory !== settings.dataDirectory) {
    throw stale("The resource has another data directory now.");
  }
  const configured = {
    stop: settings.hooks.stop,
    start: settings.hooks.start,
    health: settings.hooks.health,
  };
  const planned = Object.fromEntries(plan.hooks.map(({ moment, name }) => [moment, name]));
  const moments = ["stop", "start", "health"] as const;
  if (
    destination.kind === "in-place" &&
    moments.some((each) => (configured[each] || undefined) !== planned[each])
  ) {
    throw stale("The resource has other hooks now.");
  }
}

async function assertSameHooks(run: OperationRun, plan: RestorePlan): Promise<void> {
  const present = await listHooks(run.worker.env.hooksDirectory);
  for (const { name, sha256 } of plan.hooks) {
    if (present.find((hook) => hook.name === name)?.sha256 !== sha256) {
      throw stale(`The hook ${name} was changed or removed after the plan was made.`);
    }
  }
}

/** The set is still there with the same manifest, and the stop can still be reached from it without a gap. */
async function assertSameSet(run: OperationRun, plan: RestorePlan, resource: OpenResource): Promise<void> {
  const { engine } = run.worker;
  const { engineRun } = resource;
  await engine.checkRepository(engineRun, plan.repository.id);
  const sets = await engine.listBackupSets(engineRun, plan.repository.id);
  const set = sets.find(({ label }) => label === plan.backupSet.label);
  if (!set) throw stale(`The set ${plan.backupSet.label} is no longer in the repository.`);
  const stored = await engine.readStored(engineRun, plan.repository.id, set.label);
  if (stored.manifestSha256 !== plan.backupSet.manifestSha256)
    throw stale(`The set ${set.label} is not the one that was approved.`);
  if (stored.missing.length > 0)
    throw stale(`Files of the set ${set.label} are missing from the repository.`);
  const archive = await engine.readArchive(engineRun, plan.repository.id);
  const { stop } = plan.target;
  if (stop.kind === "immediate") return;
  const again = await locateTarget(
    { archive, sets },
    { kind: "lsn", lsn: stop.lsn, timeline: stop.timeline },
    (segment) => engine.readWalEvents(engineRun, plan.repository.id, segment),
  );
  if (again.stop.kind === "lsn" && compareLsn(again.stop.lsn, stop.lsn) > 0)
    throw stale("The target can no longer be reached exactly.");
}

/** Returns how its owner starts the cluster. */
async function checkDestination(
  run: OperationRun,
  plan: RestorePlan,
  resource: OpenResource,
): Promise<string[]> {
  const { destination } = plan;
  const earlier = clusterFacts.safeParse(resource.row.facts).data ?? null;
  const { facts, systemIdentifier } = await readFacts(resource.cluster, earlier, run.signal);
  if (destination.kind === "new-instance") {
    await freeDiskBytes(destination.dataDirectory);
    return facts.startOptions;
  }
  const known = destination.systemIdentifier;
  if (known !== null && systemIdentifier !== null && systemIdentifier !== known) {
    throw stale("Another cluster is in the data directory than the one that was approved to be overwritten.");
  }
  const couldSave = destination.state === "running" || destination.state === "stopped";
  const canSave = facts.clusterState === "running" || facts.clusterState === "stopped";
  if (plan.wayBack === "backup" && couldSave && !canSave) {
    throw stale(`The cluster is ${facts.clusterState} now: the approved safety backup cannot be taken.`);
  }
  if (plan.wayBack === "none" && facts.clusterState !== "gone") {
    throw stale("There is data in the destination now, and the approved plan does not save it.");
  }
  return facts.startOptions;
}

function stale(sentence: string): AppError {
  return new AppError("PRECONDITION", sentence, {
    hint: "Nothing was touched. Work it out again and ask for a new approval.",
    reason: "stale-plan",
  });
}
