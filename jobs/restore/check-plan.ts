import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { listHooks } from "#jobs/hooks.ts";
import { type OpenResource, openResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { readArchive } from "#jobs/read-archive.ts";
import { readEvidence } from "#jobs/read-evidence.ts";
import { readFacts } from "#jobs/read-facts.ts";
import type { ApprovedPlan } from "#jobs/restore/check-approval.ts";
import { leaveOutDamaged } from "#jobs/restore/read-targets.ts";
import { requiredSpace, requireSpace } from "#jobs/restore/required-space.ts";
import { asidePath, whyNotSetAside } from "#jobs/restore/set-aside.ts";
import type { Cluster, EngineBackupSet } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { compareLsn } from "#lib/format/lsn.ts";
import { findFreePort } from "#lib/postgres/find-free-port.ts";
import { findOwnerLog } from "#lib/postgres/find-owner-log.ts";
import { freeDiskBytes } from "#lib/postgres/free-disk-bytes.ts";
import { locateTarget } from "#lib/recovery/locate-target.ts";
import { TargetError } from "#lib/recovery/target-error.ts";
import { type ClusterFacts, clusterFacts } from "#lib/resources/schema.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

/** Everything a restore works with, opened from the approved plan and checked against the world. */
export interface RestoreSite extends ApprovedPlan {
  resource: OpenResource;
  /** Where the files go; for in place the cluster itself. */
  target: Cluster;
  /** How its owner starts the cluster, and where its words go, remembered before anything is stopped. */
  startOptions: string[];
  ownerLog: string | null;
  /** What the destination was found as: what a restore that overwrote nothing puts back. */
  stateBefore: ClusterFacts["clusterState"];
}

const checked = z.object({
  startOptions: z.array(z.string()),
  ownerLog: z.string().nullable(),
  stateBefore: clusterFacts.shape.clusterState,
});

/** T11: nothing is touched unless every fact the plan stands on is still so. */
export async function checkPlan(run: OperationRun, approved: ApprovedPlan): Promise<RestoreSite> {
  const { plan } = approved;
  const resource = await openResource(run.worker, plan.resource.id, run);
  const target: Cluster = { ...resource.cluster, dataDirectory: plan.destination.dataDirectory };
  const found = await run.step("check the plan", checked, async () => {
    assertSameConfiguration(plan, resource);
    await assertSameHooks(run, plan);
    const set = await assertSameSet(run, plan, resource);
    return checkDestination(run, { ...approved, target }, resource, set);
  });
  return { ...approved, resource, target, ...found };
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
async function assertSameSet(
  run: OperationRun,
  plan: RestorePlan,
  resource: OpenResource,
): Promise<EngineBackupSet> {
  const { engine } = run.worker;
  const { engineRun } = resource;
  await engine.checkRepository(engineRun, plan.repository.id);
  const sets = await engine.listBackupSets(engineRun, plan.repository.id);
  const set = sets.find(({ label }) => label === plan.backupSet.label);
  if (!set) throw stale(`The set ${plan.backupSet.label} is no longer in the repository.`);
  const stored = await readEvidence(engine, engineRun, plan.repository.id, set.label);
  if (typeof stored === "string") throw stale(stored);
  if (stored.manifestSha256 !== plan.backupSet.manifestSha256)
    throw stale(`The set ${set.label} is not the one that was approved.`);
  if (stored.missing.length > 0)
    throw stale(`Files of the set ${set.label} are missing from the repository.`);
  const chain = sets.filter(({ label }) => label === set.label || set.references.includes(label));
  const whole = await leaveOutDamaged(run, resource, plan.repository.id, chain);
  if (!whole.includes(set))
    throw stale(`Damage was found in the set ${set.label}, or in one it builds on, since the plan was made.`);
  await assertReachable(run, plan, resource, whole);
  return set;
}

/** From the plan's own set and what it builds on: that another one gets there proves nothing. */
async function assertReachable(
  run: OperationRun,
  plan: RestorePlan,
  resource: OpenResource,
  sets: EngineBackupSet[],
): Promise<void> {
  const { stop } = plan.target;
  const { label } = plan.backupSet;
  const { engine } = run.worker;
  const archive = await readArchive(run.worker, resource, plan.repository.id);
  const again = await locateTarget(
    { archive, sets },
    stop.kind === "immediate"
      ? { kind: "immediate", label }
      : { kind: "lsn", lsn: stop.lsn, timeline: stop.timeline },
    (segment) => engine.readWalEvents(resource.engineRun, plan.repository.id, segment),
  ).catch((cause: unknown) => {
    if (cause instanceof TargetError)
      throw stale(`The target can no longer be reached: ${cause.message}`, cause);
    throw cause;
  });
  if (again.label !== label) throw stale(`The target can no longer be reached from the set ${label}.`);
  if (stop.kind !== "immediate" && again.stop.kind === "lsn" && compareLsn(again.stop.lsn, stop.lsn) > 0)
    throw stale("The target can no longer be reached exactly.");
}

async function checkDestination(
  run: OperationRun,
  { plan, number, target }: Pick<RestoreSite, "plan" | "number" | "target">,
  resource: OpenResource,
  set: EngineBackupSet,
): Promise<z.output<typeof checked>> {
  const { destination } = plan;
  const earlier = clusterFacts.safeParse(resource.row.facts).data ?? null;
  const { facts, systemIdentifier } = await readFacts(resource.cluster, earlier, run.signal);
  const { startOptions, clusterState: stateBefore } = facts;
  const seen = { destination, wayBack: plan.wayBack, facts };
  requireSpace(requiredSpace(seen, set.sizeBytes), await freeDiskBytes(destination.dataDirectory));
  if (destination.kind === "new-instance") {
    await assertFresh(destination);
    return { startOptions, ownerLog: null, stateBefore };
  }
  const known = destination.systemIdentifier;
  if (known !== null && systemIdentifier !== null && systemIdentifier !== known) {
    throw stale("Another cluster is in the data directory than the one that was approved to be overwritten.");
  }
  const couldSave = destination.state === "running" || destination.state === "stopped";
  const canSave = stateBefore === "running" || stateBefore === "stopped";
  if (plan.wayBack === "backup" && couldSave && !canSave) {
    throw stale(`The cluster is ${stateBefore} now: the approved safety backup cannot be taken.`);
  }
  if (plan.wayBack === "none" && stateBefore !== "gone") {
    throw stale("There is data in the destination now, and the approved plan does not save it.");
  }
  if (plan.wayBack === "set-aside" && stateBefore !== "gone") {
    const problem = await whyNotSetAside(destination.dataDirectory, asidePath({ target, number }));
    if (problem) throw stale(problem);
  }
  const log = await findOwnerLog(destination.dataDirectory);
  // Behind the fence of an earlier restore the server writes to that one's log.
  const isOurs = log?.startsWith(`${run.worker.env.directory}/`) === true;
  return { startOptions, ownerLog: isOurs ? null : log, stateBefore };
}

/** A directory that exists is somebody's, and a port that answers too. */
async function assertFresh({ dataDirectory, port }: { dataDirectory: string; port: number }): Promise<void> {
  const folder = dirname(dataDirectory);
  const exists = await stat(folder).then(
    () => true,
    () => false,
  );
  if (exists) throw stale(`The directory ${folder} exists already.`);
  await findFreePort({ from: port, to: port }).catch((cause: unknown) => {
    throw stale(`The port ${port} is taken now.`, cause);
  });
}

function stale(sentence: string, cause?: unknown): AppError {
  return new AppError("PRECONDITION", sentence, {
    hint: "Nothing was touched. Work it out again and ask for a new approval.",
    reason: "stale-plan",
    cause,
  });
}
