import type { Database, Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { localLocation, probeResult, type RepositoryDto, s3Location } from "#lib/repositories/schema.ts";

export async function loadRepository(db: Database | Transaction, id: string): Promise<RepositoryDto> {
  const row = await db.repository.findUnique({
    where: { id },
    include: { resources: { include: { resource: { select: { id: true, name: true } } } } },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such repository.");
  const sets = await db.backupSet.aggregate({
    where: { repositoryId: id, state: "present" },
    _count: true,
    _sum: { repositoryBytes: true },
  });
  const lastProbe = await db.operation.findFirst({
    where: { kind: "probe-repository", repositoryId: id },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    host: row.host,
    location: row.kind === "s3" ? s3Location.parse(row.location) : localLocation.parse(row.location),
    generation: row.generation,
    probe: row.probe === null ? null : probeResult.parse(row.probe),
    probedAt: row.probedAt?.toISOString() ?? null,
    lastProbeOperationId: lastProbe?.id ?? null,
    resources: row.resources.map(({ resource }) => resource),
    setCount: sets._count,
    storedBytes: Number(sets._sum.repositoryBytes ?? 0n),
    createdAt: row.createdAt.toISOString(),
  };
}
