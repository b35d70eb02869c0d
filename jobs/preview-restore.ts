import { z } from "zod";
import { listHooks } from "#jobs/hooks.ts";
import { openResource } from "#jobs/open-resource.ts";
import type { OperationHandler } from "#jobs/operation-run.ts";
import { chooseDestination, destinationFacts } from "#jobs/restore/choose-destination.ts";
import { findInRepositories } from "#jobs/restore/find-in-repositories.ts";
import { measureImpact } from "#jobs/restore/measure-impact.ts";
import { AppError } from "#lib/errors.ts";
import type { PostgresSettings } from "#lib/resources/schema.ts";
import { PLAN_VERSION } from "#lib/restores/rules.ts";
import { type PreviewResult, previewRestorePayload } from "#lib/restores/schema.ts";

/**
 * Works out what a restore would do, from the repository and the live cluster: the exact stop, the set, the way
 * back, the loss. Its result is frozen into a plan as it stands. The cluster is only asked to finish its current
 * WAL segment, so that the newest moments are in the repository.
 */
export const previewRestore: OperationHandler = async (run) => {
  const { worker, operation } = run;
  const input = previewRestorePayload.parse(operation.input);
  const resource = await openResource(worker, input.resourceId, run);
  const seen = await run.step("look at the cluster", destinationFacts, () =>
    chooseDestination(run, resource, input),
  );
  const { repository, targets, found, set } = await findInRepositories(run, resource, input, seen);
  assertSameCluster(seen, set.systemIdentifier);

  const plan: PreviewResult["plan"] = {
    version: PLAN_VERSION,
    resource: { id: resource.row.id, name: resource.row.name },
    engine: "pgbackrest",
    repository: { id: repository.id, name: repository.name, generation: repository.generation },
    backupSet: { label: found.label, manifestSha256: found.manifestSha256 },
    target: { chosen: input.target, stop: found.stop, lastCommitMicros: found.commitMicros },
    destination: seen.destination,
    wayBack: seen.wayBack,
    include: [],
    exclude: [],
    hooks:
      seen.destination.kind === "in-place"
        ? await planHooks(run.worker.env.hooksDirectory, resource.settings)
        : [],
    undoOfId: input.undoOfId ?? null,
  };
  const impact = await run.step("work out the consequences", z.json(), async () =>
    measureImpact(run, { resource, seen, found, set, targets }),
  );
  return { result: { plan, impact } };
};

function assertSameCluster(seen: z.output<typeof destinationFacts>, setSystemIdentifier: string): void {
  const { destination } = seen;
  if (destination.kind !== "in-place" || destination.systemIdentifier === null) return;
  if (destination.systemIdentifier === setSystemIdentifier) return;
  throw new AppError(
    "PRECONDITION",
    "The cluster in the data directory is not the one these backups were made of.",
    {
      hint: "Restore into a new instance instead, or look at what is in the data directory.",
      reason: "system-identifier",
    },
  );
}

async function planHooks(
  directory: string,
  settings: PostgresSettings,
): Promise<PreviewResult["plan"]["hooks"]> {
  const present = await listHooks(directory);
  const moments = ["stop", "start", "health"] as const;
  return moments.flatMap((moment) => {
    const name = settings.hooks[moment];
    if (!name) return [];
    const hook = present.find((each) => each.name === name);
    if (hook) return [{ moment, name, sha256: hook.sha256 }];
    throw new AppError(
      "PRECONDITION",
      `The ${moment} hook ${name} is not in the hooks folder of this host.`,
      {
        hint: `Put it into ${directory} and make it executable, or take it out of the resource.`,
        reason: "hook-missing",
      },
    );
  });
}
