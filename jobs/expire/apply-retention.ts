import { z } from "zod";
import { planRepository } from "#jobs/expire/plan-repository.ts";
import { readBack } from "#jobs/expire/read-back.ts";
import { removeSets } from "#jobs/expire/remove-sets.ts";
import type { OpenResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { readRepository } from "#jobs/read-repository.ts";
import { recordRepository } from "#jobs/record-repository.ts";
import { segmentPlace } from "#lib/retention/rules.ts";

export interface RetentionOutcome {
  repository: { id: string; name: string };
  policy: string | null;
  removed: { label: string; reason: string }[];
  /** What had to go but stayed after all, and why. */
  skipped: { label: string; reason: string }[];
  kept: { label: string; reasons: string[] }[];
  removedSegments: number;
  /** Everything from this segment's number on stays. */
  walFrom: string | null;
}

const found = z.object({
  /** Labels the catalogue knew before this run read the repository. */
  known: z.array(z.string()),
  newestLsn: z.string().nullable(),
});

/** One repository's share of an expiry. */
export async function applyRetention(
  run: OperationRun,
  resource: OpenResource,
  repository: { id: string; name: string; suffix: string },
): Promise<RetentionOutcome> {
  const { worker } = run;
  const site = { resource, repositoryId: repository.id };
  const step = (name: string) => `${name}${repository.suffix}`;

  const before = await run.step(step("read the repository"), found, async () => {
    const rows = await worker.db.backupSet.findMany({
      where: { resourceId: resource.row.id, repositoryId: repository.id },
      select: { label: true },
    });
    const state = await readRepository(worker, resource, repository.id);
    await worker.db.$transaction((tx) => recordRepository(worker, tx, resource, state));
    return { known: rows.map(({ label }) => label), newestLsn: state.window.newest?.lsn ?? null };
  });
  const planned = await run.step(step("work out what goes"), planRepository.schema, async () => {
    const plan = await planRepository(run, site, before.known);
    for (const { label, reason } of plan.expire) run.log("info", `${label} goes: ${reason}.`);
    for (const { label, reasons } of plan.kept) run.log("info", `${label} stays: ${reasons.join("; ")}.`);
    return plan;
  });
  const { removed, skipped } = await run.step(step("remove sets"), removeSets.schema, () =>
    removeSets(run, site, planned, before.known),
  );
  const wal = await run.step(
    step("remove WAL"),
    z.object({ removedSegments: z.number(), walFrom: z.string().nullable() }),
    async () => {
      // From what is really there, not from the plan: a set that was left must not lose its WAL.
      const archive = await worker.engine.readArchive(resource.engineRun, repository.id);
      const sets = await worker.engine.listBackupSets(resource.engineRun, repository.id);
      const own = sets.filter((set) => set.systemIdentifier === archive.systemIdentifier);
      const walFrom = own.map((set) => set.startSegment).toSorted(byPlace)[0] ?? null;
      const isNeeded = walFrom === null || planned.policy === null;
      if (isNeeded || !archive.segments.some(({ name }) => byPlace(name, walFrom) < 0)) {
        return { removedSegments: 0, walFrom };
      }
      const { removedSegments } = await worker.engine.expireWal(resource.engineRun, {
        repositoryId: repository.id,
        keepFrom: walFrom,
      });
      run.log("info", `${removedSegments} WAL files before ${walFrom} are gone.`);
      return { removedSegments, walFrom };
    },
  );
  const state = await readBack(run, site, {
    step: step("read back"),
    removed: removed.map(({ label }) => label),
    restorable: planned.restorable.filter((label) => !removed.some((each) => each.label === label)),
    newestLsn: before.newestLsn,
  });
  await run.step(step("record"), z.void(), () =>
    worker.db.$transaction(async (tx) => {
      await recordRepository(worker, tx, resource, state);
      // Whatever was let go and is there all the same has to be let go anew.
      await tx.backupSet.updateMany({
        where: { resourceId: resource.row.id, repositoryId: repository.id, state: "present" },
        data: { expiredAt: null, expiredBy: null, expiredFor: null },
      });
    }),
  );
  const gone = new Set(removed.map(({ label }) => label));
  return {
    repository: { id: repository.id, name: repository.name },
    policy: planned.policy,
    removed,
    skipped,
    kept: planned.kept.filter(({ label }) => !gone.has(label)),
    ...wal,
  };
}

function byPlace(a: string, b: string): number {
  const [left, right] = [segmentPlace(a), segmentPlace(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
