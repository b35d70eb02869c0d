import type { OpenResource } from "#jobs/open-resource.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import type { Archive } from "#lib/engines/engine.ts";

/** The archive as far as a recovery gets through it: what the last verification found damaged is a hole in it. */
export async function readArchive(
  worker: WorkerContext,
  { engineRun, row }: OpenResource,
  repositoryId: string,
): Promise<Archive> {
  const archive = await worker.engine.readArchive(engineRun, repositoryId);
  const { damagedSegments, verifiedAt } = await worker.db.resourceRepository.findUniqueOrThrow({
    where: { resourceId_repositoryId: { resourceId: row.id, repositoryId } },
    select: { damagedSegments: true, verifiedAt: true },
  });
  if (damagedSegments.length === 0 || verifiedAt === null) return archive;
  const keys = new Set(damagedSegments);
  return {
    ...archive,
    segments: archive.segments.filter(({ key }) => !keys.has(key)),
    damaged: {
      segments: archive.segments.filter(({ key }) => keys.has(key)),
      foundAtMicros: BigInt(verifiedAt.getTime()) * 1000n,
    },
  };
}
