import { z } from "zod";
import { planRepository, type RepositoryPlan, type RetentionSite } from "#jobs/expire/plan-repository.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

const entry = z.object({ label: z.string(), reason: z.string() });
const schema = z.object({ removed: z.array(entry), skipped: z.array(entry) });

type Removal = z.infer<typeof schema>;

/**
 * Removes set by set, each only if it still goes at that moment: a hold that somebody just placed counts. That a set
 * goes is written down before it does, so that nobody takes it for missing.
 */
async function remove(
  run: OperationRun,
  site: RetentionSite,
  planned: RepositoryPlan,
  known: string[],
): Promise<Removal> {
  const { worker, operation } = run;
  const { engineRun, row } = site.resource;
  const removal: Removal = { removed: [], skipped: [] };
  for (const { label, reason } of planned.expire) {
    run.signal.throwIfAborted();
    const where = { resourceId: row.id, repositoryId: site.repositoryId, label };
    const earlier = await worker.db.backupSet.findFirst({ where: { ...where, expiredBy: operation.id } });
    const now = await planRepository(run, site, known);
    const stays = now.kept.find((each) => each.label === label);
    if (stays) {
      removal.skipped.push({ label, reason: stays.reasons.join("; ") });
      run.log("warn", `${label} stays after all: ${stays.reasons.join("; ")}.`);
      continue;
    }
    const isListed = now.expire.some((each) => each.label === label);
    // Gone since this operation began: by an earlier attempt of it, or by itself.
    if (!isListed && earlier === null) {
      removal.skipped.push({ label, reason: "it is no longer in the repository" });
      continue;
    }
    await worker.db.backupSet.updateMany({
      where: { ...where, state: "present" },
      data: { expiredAt: toDate(worker.now()), expiredBy: operation.id, expiredFor: reason },
    });
    const heldLabels = now.kept.map((each) => each.label);
    try {
      await worker.engine.expire(engineRun, { repositoryId: site.repositoryId, label, heldLabels });
    } catch (error) {
      // Whether it is gone is not known then: what was written down before stays, and the next look decides.
      if (!(error instanceof AppError && error.code === "CONFLICT")) throw error;
      await keep(run, where);
      removal.skipped.push({ label, reason: error.message });
      run.log("warn", `${label} stays: ${error.message}`);
      continue;
    }
    await worker.db.backupSet.updateMany({
      where: { ...where, state: "present" },
      data: { state: "expired" },
    });
    removal.removed.push({ label, reason });
    run.log("info", `${label} was removed: ${reason}.`);
  }
  return removal;
}

async function keep(run: OperationRun, where: { resourceId: string; repositoryId: string; label: string }) {
  await run.worker.db.backupSet.updateMany({
    where: { ...where, state: "present" },
    data: { expiredAt: null, expiredBy: null, expiredFor: null },
  });
}

export const removeSets = Object.assign(remove, { schema });
