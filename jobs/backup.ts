import { z } from "zod";
import { type OpenResource, openResource } from "#jobs/open-resource.ts";
import type { OperationHandler, OperationRun } from "#jobs/operation-run.ts";
import { readFacts } from "#jobs/read-facts.ts";
import { brokenBase, type RepositoryState, readRepository } from "#jobs/read-repository.ts";
import { recordRepository } from "#jobs/record-repository.ts";
import { backupTypes } from "#lib/backups/schema.ts";
import { AppError } from "#lib/errors.ts";
import { repositorySuffix } from "#lib/operations/rules.ts";
import { readServer } from "#lib/postgres/read-server.ts";
import { queueDueExpiry } from "#lib/retention/queue-due-expiry.ts";

const input = z.object({ type: z.enum(backupTypes), repositoryIds: z.array(z.uuid()).min(1) });

/** Check, copy, read back from the repository, record. What was not read back is not a backup. */
export const backup: OperationHandler = async (run) => {
  const { worker, operation } = run;
  const { type, repositoryIds } = input.parse(operation.input);
  const resource = await openResource(worker, operation.resourceId ?? "", run);
  const { engineRun, row } = resource;

  await run.step("check cluster", z.void(), async () => {
    const { facts, systemIdentifier } = await readFacts(resource.cluster, null, run.signal);
    if (facts.clusterState !== "running") {
      throw new AppError(
        "PRECONDITION",
        `The cluster is ${facts.clusterState}: ${facts.stateReason ?? "not running"}`,
        {
          hint: "Start it, then back up again.",
          reason: "cluster-not-running",
        },
      );
    }
    if (
      row.systemIdentifier !== null &&
      systemIdentifier !== null &&
      systemIdentifier !== row.systemIdentifier
    ) {
      throw new AppError(
        "PRECONDITION",
        "Another cluster is in this data directory than the one that was registered.",
        {
          hint: "Its backups would be mixed with those of the first. Register it as a resource of its own.",
          reason: "system-identifier",
        },
      );
    }
    const { settings } = await readServer(resource.cluster, { signal: run.signal });
    const [missing] = worker.engine.settingChanges(engineRun, settings);
    if (missing) {
      throw new AppError(
        "PRECONDITION",
        `Archiving is not set up as it must be: ${missing.name} is ${missing.current}.`,
        {
          hint: "Set the resource up again; without its WAL a backup cannot be restored.",
          reason: "archiving",
        },
      );
    }
  });

  const states: RepositoryState[] = [];
  const labels: Record<string, string> = {};
  for (const repositoryId of repositoryIds) {
    const name = row.repositories.find((each) => each.repositoryId === repositoryId)?.repository.name ?? "";
    const suffix = repositorySuffix(name, repositoryIds.length > 1);
    await run.step(`check repository${suffix}`, z.void(), () =>
      worker.engine.checkRepository(engineRun, repositoryId),
    );
    const { label } = await run.step(`copy${suffix}`, z.object({ label: z.string() }), () =>
      worker.engine.backup(engineRun, { repositoryId, type, annotations: { operation: operation.id } }),
    );
    labels[repositoryId] = label;
    states.push(await readBack(run, resource, { step: `read back${suffix}`, repositoryId, label }));
  }

  return {
    result: { labels },
    details: { type, label: Object.values(labels).join(", ") },
    commit: async (tx) => {
      for (const state of states) {
        const label = labels[state.repositoryId] ?? "";
        await recordRepository(worker, tx, resource, state, { label, operationId: operation.id });
      }
      await queueDueExpiry(worker, tx, row.id);
    },
  };
};

async function readBack(
  run: OperationRun,
  resource: OpenResource,
  { step, repositoryId, label }: { step: string; repositoryId: string; label: string },
): Promise<RepositoryState> {
  const read = async () => {
    const found = await readRepository(run.worker, resource, repositoryId, label);
    assertProven(found, label);
    return found;
  };
  let state: RepositoryState | null = null;
  await run.step(step, z.void(), async () => {
    state = await read();
  });
  // Done by an earlier attempt: what it saw is no evidence of now.
  return state ?? (await read());
}

function assertProven(state: RepositoryState, label: string): void {
  const set = state.sets.find((each) => each.label === label);
  const evidence = state.stored.get(label);
  if (!set || !evidence) {
    throw new AppError(
      "ENGINE",
      `The engine reported the set ${label}, but the repository does not have it.`,
      {
        hint: "Nothing was backed up. Look at the log and test the repository.",
        reason: "set-absent",
      },
    );
  }
  if (evidence.missing.length > 0) {
    throw new AppError("ENGINE", `${evidence.missing.length} files of ${label} are missing or cut short.`, {
      hint: "The set cannot be restored. Test the repository, then back up again.",
      reason: "set-incomplete",
    });
  }
  const broken = brokenBase(state, label);
  if (broken !== null) {
    throw new AppError("ENGINE", `${label} builds on ${broken}, in which there is damage.`, {
      hint: "Neither can be restored. Take a full backup now.",
      reason: "chain-damaged",
    });
  }
  if (set.hasPageErrors) {
    throw new AppError("ENGINE", `${label} contains database pages with wrong checksums.`, {
      hint: "The cluster itself is damaged. Keep older sets and look at the log for the files.",
      reason: "page-errors",
    });
  }
}
