import { z } from "zod";
import { openResource } from "#jobs/open-resource.ts";
import type { OperationHandler } from "#jobs/operation-run.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { repositorySuffix } from "#lib/operations/rules.ts";

const input = z.object({ repositoryIds: z.array(z.uuid()).min(1) });
const contents = z.object({
  sets: z.array(
    z.object({
      label: z.string(),
      isValid: z.boolean(),
      invalidFiles: z.array(z.object({ path: z.string(), problem: z.string() })),
    }),
  ),
  invalidSegments: z.array(z.string()),
});
type Contents = z.infer<typeof contents>;

/** Reads every file of every set back and hashes it: the rung "checksummed". Damage is recorded set by set. */
export const verify: OperationHandler = async (run) => {
  const { worker, operation } = run;
  const resource = await openResource(worker, operation.resourceId ?? "", run);
  const { repositoryIds } = input.parse(operation.input);
  const found: Contents = { sets: [], invalidSegments: [] };
  for (const repositoryId of repositoryIds) {
    const used = resource.row.repositories.find((each) => each.repositoryId === repositoryId);
    const suffix = repositorySuffix(used?.repository.name ?? "", repositoryIds.length > 1);
    await run.step(`check repository${suffix}`, z.void(), () =>
      worker.engine.checkRepository(resource.engineRun, repositoryId),
    );
    const read = await run.step(`read every file${suffix}`, contents, () =>
      worker.engine.verifyContents(resource.engineRun, repositoryId),
    );
    await run.step(`record${suffix}`, z.void(), async () => {
      await worker.db.resourceRepository.updateMany({
        where: { resourceId: resource.row.id, repositoryId },
        data: { damagedSegments: read.invalidSegments, verifiedAt: toDate(worker.now()) },
      });
      for (const set of read.sets) {
        const [first] = set.invalidFiles;
        const where = {
          resourceId: resource.row.id,
          repositoryId,
          label: set.label,
          state: "present" as const,
        };
        await worker.db.backupSet.updateMany({
          where,
          data: set.isValid
            ? { checksummedAt: new Date() }
            : { checksummedAt: null, problem: `Its content is damaged: ${first?.path ?? "unknown file"}.` },
        });
        if (!set.isValid) continue;
        // Broken pages that were copied intact stay broken pages.
        await worker.db.backupSet.updateMany({
          where: { ...where, hasPageErrors: false },
          data: { problem: null },
        });
      }
    });
    found.sets.push(...read.sets);
    found.invalidSegments.push(...read.invalidSegments);
  }
  const damaged = found.sets.filter((set) => !set.isValid);
  if (damaged.length > 0 || found.invalidSegments.length > 0) {
    throw new AppError(
      "ENGINE",
      `Damage in the repository: ${damaged.length} backup sets and ${found.invalidSegments.length} WAL segments.`,
      {
        hint: "Take a full backup now; neither damaged sets nor what lies behind damaged WAL is offered for a restore.",
        reason: "repository-damaged",
      },
    );
  }
  return { result: found };
};
