import { z } from "zod";
import { openResource } from "#jobs/open-resource.ts";
import type { OperationHandler } from "#jobs/operation-run.ts";
import { AppError } from "#lib/errors.ts";

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

/** Reads every file of every set back and hashes it: the rung "checksummed". Damage is recorded set by set. */
export const verify: OperationHandler = async (run) => {
  const { worker, operation } = run;
  const repositoryId = operation.repositoryId ?? "";
  const resource = await openResource(worker, operation.resourceId ?? "", run);
  await run.step("check repository", z.void(), () =>
    worker.engine.checkRepository(resource.engineRun, repositoryId),
  );
  const found = await run.step("read every file", contents, () =>
    worker.engine.verifyContents(resource.engineRun, repositoryId),
  );
  await run.step("record", z.void(), async () => {
    for (const set of found.sets) {
      const [first] = set.invalidFiles;
      await worker.db.backupSet.updateMany({
        where: { resourceId: resource.row.id, repositoryId, label: set.label, state: "present" },
        data: set.isValid
          ? { checksummedAt: new Date(), problem: null }
          : { checksummedAt: null, problem: `Its content is damaged: ${first?.path ?? "unknown file"}.` },
      });
    }
  });
  const damaged = found.sets.filter((set) => !set.isValid);
  if (damaged.length > 0 || found.invalidSegments.length > 0) {
    throw new AppError(
      "ENGINE",
      `Damage in the repository: ${damaged.length} backup sets and ${found.invalidSegments.length} WAL segments.`,
      {
        hint: "Take a full backup now; damaged sets are marked in the list and are not offered for a restore.",
        reason: "repository-damaged",
      },
    );
  }
  return { result: found };
};
