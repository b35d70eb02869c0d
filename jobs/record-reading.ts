import type { OpenResource } from "#jobs/open-resource.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { diskBytes } from "#lib/postgres/free-disk-bytes.ts";
import { localLocation } from "#lib/repositories/schema.ts";

/** Writes down how reading a repository for a resource went: since when it fails, in whose words, and its disk. */
export async function recordReading(
  worker: WorkerContext,
  resource: OpenResource,
  repositoryId: string,
  error: unknown,
): Promise<void> {
  const key = { resourceId: resource.row.id, repositoryId };
  const readAt = toDate(worker.now());
  if (error === null) {
    await worker.db.resourceRepository.updateMany({
      where: key,
      data: { readAt, readFailedSince: null, readError: null, readHint: null },
    });
    await recordDisk(worker, resource, repositoryId);
    return;
  }
  const known = error instanceof AppError ? error : null;
  const words = {
    readAt,
    readError: known?.message ?? "Something went wrong inside the worker; its log has the details.",
    readHint: known?.hint ?? null,
  };
  await worker.db.resourceRepository.updateMany({ where: key, data: words });
  await worker.db.resourceRepository.updateMany({
    where: { ...key, readFailedSince: null },
    data: { readFailedSince: readAt },
  });
}

/** Only when it moved by a thousandth: every write makes the screens that show it ask again. */
async function recordDisk(
  worker: WorkerContext,
  resource: OpenResource,
  repositoryId: string,
): Promise<void> {
  const repository = resource.row.repositories.find((each) => each.repositoryId === repositoryId)?.repository;
  if (repository?.kind !== "local") return;
  const { totalBytes, freeBytes } = await diskBytes(localLocation.parse(repository.location).path);
  const known = await worker.db.repository.findUniqueOrThrow({
    where: { id: repositoryId },
    select: { totalBytes: true, freeBytes: true },
  });
  const isSame =
    Number(known.totalBytes) === totalBytes &&
    known.freeBytes !== null &&
    Math.abs(Number(known.freeBytes) - freeBytes) < totalBytes / 1000;
  if (isSame) return;
  await worker.db.repository.updateMany({
    where: { id: repositoryId },
    data: { totalBytes: BigInt(totalBytes), freeBytes: BigInt(freeBytes) },
  });
}
