import { factsChanged } from "#jobs/facts-changed.ts";
import { type OpenResource, openResource } from "#jobs/open-resource.ts";
import { readFacts } from "#jobs/read-facts.ts";
import { readRepository } from "#jobs/read-repository.ts";
import { recordReading } from "#jobs/record-reading.ts";
import { recordRepository } from "#jobs/record-repository.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { loadLiveRpos } from "#lib/objectives/load-live-rpos.ts";
import { readPosition } from "#lib/postgres/read-position.ts";
import { openGap } from "#lib/recovery/rules.ts";
import { clusterFacts } from "#lib/resources/schema.ts";

const REPOSITORY_MICROS = 15_000_000n;
const MEASURE_MICROS = 60_000_000n;
const RETRY_MS = 10 * 60_000;
const KEEP_SAMPLES_MICROS = 2n * 86_400_000_000n;

type Report = (error: unknown) => void;

/**
 * Looks at every protected cluster of this host: where its WAL is, and what the repositories really hold. This,
 * not the outcome of any backup, is what the screens call restorable.
 */
export async function observe(worker: WorkerContext, signal: AbortSignal, report: Report): Promise<void> {
  const rows = await worker.db.resource.findMany({
    where: { host: worker.env.host, kind: "postgres", state: "protected" },
    select: { id: true },
  });
  const channel = { signal, log: () => undefined, progress: () => undefined };
  for (const { id } of rows) {
    if (signal.aborted) return;
    // One that cannot be looked at must not blind us to the others.
    await openResource(worker, id, channel)
      .then((resource) => observeResource(worker, resource, signal, report))
      .catch(report);
  }
}

async function observeResource(
  worker: WorkerContext,
  resource: OpenResource,
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  await samplePosition(worker, resource, signal);
  await recordFacts(worker, resource, signal);
  const windows = await worker.db.recoveryWindow.findMany({ where: { resourceId: resource.row.id } });
  for (const { repositoryId } of resource.row.repositories) {
    const computedAt = windows.find((each) => each.repositoryId === repositoryId)?.computedAtMicros ?? 0n;
    if (worker.now() - computedAt < REPOSITORY_MICROS) continue;
    if (await hasJustFailed(worker, resource, repositoryId)) continue;
    await refresh(worker, resource, repositoryId).then(
      () => recordReading(worker, resource, repositoryId, null),
      async (error: unknown) => {
        if (signal.aborted) return;
        // Its window ages on the screens, the live loss grows, and people are told.
        report(error);
        await recordReading(worker, resource, repositoryId, error);
      },
    );
  }
  await measureRpo(worker, resource);
}

/** Silence is a fact too: without a sample the loss becomes unknown, never zero. */
async function samplePosition(
  worker: WorkerContext,
  resource: OpenResource,
  signal: AbortSignal,
): Promise<void> {
  const position = await readPosition(resource.cluster, { signal }).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (!position) return;
  const { lsn, snapshot, timeline, atMicros } = position;
  await worker.db.positionSample.create({
    data: { resourceId: resource.row.id, lsn, snapshot, timeline, atMicros },
    select: { id: true },
  });
  await worker.db.positionSample.deleteMany({
    where: { resourceId: resource.row.id, atMicros: { lt: atMicros - KEEP_SAMPLES_MICROS } },
  });
}

async function recordFacts(
  worker: WorkerContext,
  resource: OpenResource,
  signal: AbortSignal,
): Promise<void> {
  const earlier = clusterFacts.safeParse(resource.row.facts).data ?? null;
  const { facts } = await readFacts(resource.cluster, earlier, signal);
  // Through a fence (a restore is running) the owner's start options cannot be seen.
  const startOptions = facts.startOptions.length > 0 ? facts.startOptions : (earlier?.startOptions ?? []);
  const seen = { ...facts, startOptions };
  const factsAt = toDate(worker.now());
  if (!factsChanged({ facts: earlier, at: resource.row.factsAt }, seen, factsAt)) return;
  await worker.db.resource.update({
    where: { id: resource.row.id },
    data: { facts: jsonColumn(seen), factsAt },
    select: { id: true },
  });
}

/** One that cannot be read is tried as often as one that can: an attempt may take a while. */
async function hasJustFailed(worker: WorkerContext, resource: OpenResource, repositoryId: string) {
  const { readAt, readFailedSince } = await worker.db.resourceRepository.findUniqueOrThrow({
    where: { resourceId_repositoryId: { resourceId: resource.row.id, repositoryId } },
    select: { readAt: true, readFailedSince: true },
  });
  const agoMicros = worker.now() - BigInt(readAt?.getTime() ?? 0) * 1000n;
  return readFailedSince !== null && agoMicros < REPOSITORY_MICROS;
}

async function refresh(worker: WorkerContext, resource: OpenResource, repositoryId: string): Promise<void> {
  const state = await readRepository(worker, resource, repositoryId);
  await worker.db.$transaction((tx) => recordRepository(worker, tx, resource, state));
  const open = openGap(state.window);
  if (open) await backUpAfterGap(worker, resource, repositoryId, BigInt(open.fromMicros));
}

/**
 * Beyond a gap nothing can be restored until there is a full backup again: it is due at once. One that was started
 * after the gap began and did not close it failed, and is not repeated for some minutes.
 */
async function backUpAfterGap(
  worker: WorkerContext,
  resource: OpenResource,
  repositoryId: string,
  gapMicros: bigint,
): Promise<void> {
  const since = new Date(Math.max(Date.now() - RETRY_MS, Number(gapMicros / 1000n)));
  const recent = await worker.db.operation.findFirst({
    where: {
      kind: "backup",
      resourceId: resource.row.id,
      input: { path: ["type"], equals: "full" },
      OR: [{ status: { in: ["queued", "running"] } }, { createdAt: { gt: since } }],
    },
    select: { id: true },
  });
  if (recent) return;
  await startBackup(worker, { resourceId: resource.row.id, type: "full", repositoryId });
}

async function measureRpo(worker: WorkerContext, resource: OpenResource): Promise<void> {
  const now = worker.now();
  const last = await worker.db.measurement.findFirst({
    where: { resourceId: resource.row.id, kind: "rpo" },
    orderBy: { atMicros: "desc" },
    select: { atMicros: true },
  });
  if (last && now - last.atMicros < MEASURE_MICROS) return;
  const rpo = (await loadLiveRpos(worker.db, now, [resource.row.id])).get(resource.row.id);
  if (rpo?.kind !== "known") return;
  await worker.db.measurement.create({
    data: {
      resourceId: resource.row.id,
      kind: "rpo",
      atMicros: now,
      valueMs: BigInt(Math.round(rpo.lossMs)),
    },
    select: { id: true },
  });
}
