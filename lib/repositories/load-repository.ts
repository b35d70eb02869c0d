import type { Database, Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { localLocation, probeResult, type RepositoryDto, s3Location } from "#lib/repositories/schema.ts";

interface Stored {
  id: string;
  setCount: number;
  storedBytes: bigint;
  lastProbeId: string | null;
}

export async function loadRepository(db: Database | Transaction, id: string): Promise<RepositoryDto> {
  const [repository] = await loadRepositories(db, [id]);
  if (!repository) throw new AppError("NOT_FOUND", "There is no such repository.");
  return repository;
}

/** By name; those that exist. */
export async function loadRepositories(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<RepositoryDto[]> {
  const rows = await db.repository.findMany({
    where: { id: { in: [...ids] } },
    include: { resources: { include: { resource: { select: { id: true, name: true } } } } },
    orderBy: { name: "asc" },
  });
  // Written out: as parameters, the state and the kind would not be seen to match the indexes of just these rows.
  const stored = await db.$queryRaw<Stored[]>`
    SELECT wanted.id::text AS id, sets.count::int AS "setCount", sets.bytes::bigint AS "storedBytes",
           probe.id::text AS "lastProbeId"
    FROM unnest(${[...ids]}::uuid[]) AS wanted (id)
    CROSS JOIN LATERAL (
      SELECT count(*) AS count, COALESCE(sum(repository_bytes), 0) AS bytes
      FROM backup_sets WHERE repository_id = wanted.id AND state = 'present'
    ) AS sets
    LEFT JOIN LATERAL (
      SELECT id FROM operations WHERE repository_id = wanted.id AND kind = 'probe-repository'
      ORDER BY created_at DESC LIMIT 1
    ) AS probe ON true`;
  const storedOf = new Map(stored.map((each) => [each.id, each]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    host: row.host,
    location: row.kind === "s3" ? s3Location.parse(row.location) : localLocation.parse(row.location),
    generation: row.generation,
    probe: row.probe === null ? null : probeResult.parse(row.probe),
    probedAt: row.probedAt?.toISOString() ?? null,
    lastProbeOperationId: storedOf.get(row.id)?.lastProbeId ?? null,
    resources: row.resources.map(({ resource }) => resource),
    setCount: storedOf.get(row.id)?.setCount ?? 0,
    storedBytes: Number(storedOf.get(row.id)?.storedBytes ?? 0n),
    createdAt: row.createdAt.toISOString(),
  }));
}
