import { applyRetention, type RetentionOutcome } from "#jobs/expire/apply-retention.ts";
import { assertSteadyClock } from "#jobs/expire/assert-steady-clock.ts";
import { openResource } from "#jobs/open-resource.ts";
import type { OperationHandler } from "#jobs/operation-run.ts";
import { isolate } from "#lib/format/isolate.ts";
import { repositorySuffix } from "#lib/operations/rules.ts";

/**
 * Removes what the policy no longer keeps, repository by repository: first sets, then WAL that no set needs, then
 * reads back that everything else is still there. Safe to run again after any interruption.
 */
export const expire: OperationHandler = async (run) => {
  const { worker, operation } = run;
  await assertSteadyClock(worker);
  const resource = await openResource(worker, operation.resourceId ?? "", run);
  const outcomes: RetentionOutcome[] = [];
  for (const { repositoryId, repository } of resource.row.repositories) {
    const suffix = repositorySuffix(repository.name, resource.row.repositories.length > 1);
    outcomes.push(await applyRetention(run, resource, { id: repositoryId, name: repository.name, suffix }));
  }
  return {
    result: { repositories: outcomes },
    details: {
      sentence: outcomes.map(sentenceOf).join("; ") || "no repository",
      removed: outcomes.flatMap(({ removed }) => removed.map(({ label }) => label)),
    },
  };
};

function sentenceOf({ repository, removed, kept, removedSegments }: RetentionOutcome): string {
  if (removed.length === 0 && removedSegments === 0)
    return `nothing to remove from ${isolate(repository.name)}`;
  return `removed ${count(removed.length, "set")} and ${count(removedSegments, "WAL file")} from ${isolate(repository.name)}, kept ${count(kept.length, "set")}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
