import { z } from "zod";
import type { OpenResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { readEvidence } from "#jobs/read-evidence.ts";
import type { destinationFacts } from "#jobs/restore/choose-destination.ts";
import { readTargets, type Targets } from "#jobs/restore/read-targets.ts";
import type { Repository } from "#lib/db/generated/client.ts";
import type { EngineBackupSet } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { repositorySuffix } from "#lib/operations/rules.ts";
import { locateTarget } from "#lib/recovery/locate-target.ts";
import { type previewRestoreInput, stopPoint } from "#lib/restores/schema.ts";

const located = z.object({
  label: z.string(),
  stop: stopPoint,
  commitMicros: z.string().nullable(),
  manifestSha256: z.string(),
});

interface Found {
  repository: Repository;
  targets: Targets;
  found: z.output<typeof located>;
  set: EngineBackupSet;
}

/** In the repository that was asked for; else in the first, in their order, that gets to the target. */
export async function findInRepositories(
  run: OperationRun,
  resource: OpenResource,
  input: z.output<typeof previewRestoreInput>,
  seen: z.output<typeof destinationFacts>,
): Promise<Found> {
  const candidates = resource.row.repositories.filter(
    ({ repositoryId }) => input.repositoryId === undefined || repositoryId === input.repositoryId,
  );
  let problem: unknown = new AppError("INVALID", "This resource does not use that repository.", {
    reason: "repository",
  });
  for (const [index, { repository }] of candidates.entries()) {
    try {
      const suffix = repositorySuffix(repository.name, index > 0);
      return await findInRepository(run, resource, { repository, input, seen, suffix });
    } catch (error) {
      if (run.signal.aborted || !(error instanceof AppError)) throw error;
      run.log("warn", `${repository.name}: ${error.message}`);
      // The first repository's reason is the one to show: it is the one that should have served.
      if (index === 0) problem = error;
    }
  }
  throw problem;
}

async function findInRepository(
  run: OperationRun,
  resource: OpenResource,
  wanted: {
    repository: Repository;
    input: z.output<typeof previewRestoreInput>;
    seen: z.output<typeof destinationFacts>;
    suffix: string;
  },
): Promise<Found> {
  const { repository, input, seen, suffix } = wanted;
  const isRunning = seen.facts.clusterState === "running";
  const targets = await readTargets(run, resource, { repositoryId: repository.id, isRunning, suffix });
  const found = await run.step(`find the target${suffix}`, located, async () => {
    const target = await locateTarget(targets.locate, input.target, targets.readEvents);
    const stored = await readEvidence(run.worker.engine, resource.engineRun, repository.id, target.label);
    if (typeof stored === "string") throw notWhole(stored);
    if (stored.missing.length > 0)
      throw notWhole(`The set ${target.label} is not whole: ${stored.missing.length} files are missing.`);
    return {
      label: target.label,
      stop: target.stop,
      commitMicros: target.commitMicros?.toString() ?? null,
      manifestSha256: stored.manifestSha256,
    };
  });
  const set = targets.locate.sets.find(({ label }) => label === found.label);
  if (!set) throw new AppError("NOT_FOUND", `The set ${found.label} is not in the repository any more.`);
  return { repository, targets, found, set };
}

function notWhole(sentence: string): AppError {
  return new AppError("ENGINE", sentence, {
    hint: "Choose another moment or another repository, and take a full backup.",
    reason: "set-incomplete",
  });
}
