import { z } from "zod";
import type { OperationRun, Outcome } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { shutClientsOut, stop } from "#jobs/restore/fence.ts";
import { letClientsIn } from "#jobs/restore/let-clients-in.ts";
import { leftShut, putBack, requireNotGivenUp } from "#jobs/restore/put-back.ts";
import { type Recovered, recover } from "#jobs/restore/recover.ts";
import { runPlannedHook } from "#jobs/restore/run-planned-hook.ts";
import {
  type LeftAs,
  leftAs,
  requireStillStopped,
  stopAsMarked,
  takeSafetyBackup,
  wasStarted,
} from "#jobs/restore/save-way-back.ts";
import { setAside } from "#jobs/restore/set-aside.ts";
import { makeReceipt, recordReceipt, restoreOutcome } from "#jobs/restore/write-receipt.ts";

/**
 * Overwrites the cluster. Until the way back is verified, every failure puts things as they were; from then on every
 * failure says in what state it leaves them.
 */
export async function restoreInPlace(run: OperationRun, site: RestoreSite): Promise<Outcome> {
  const left = await beforeAnythingIsLost(run, site);
  const recovered = await overwrite(run, site, left);
  await sampleTarget(run, site, recovered);
  const { checks, problem } = await letClientsIn(run, site);
  const receipt = await makeReceipt(run, site, recovered, checks);
  if (problem === null) return restoreOutcome(run, site, receipt);
  // The data is what was approved, and proven; the service is not back. That is no success.
  await recordReceipt(run.worker.db, run, site, receipt);
  throw problem;
}

/**
 * Where the new timeline begins is in the archive, so what it would lose is what was written since; without this,
 * the possible loss would be counted from before the target until the first WAL of the new timeline is stored.
 */
async function sampleTarget(run: OperationRun, site: RestoreSite, { reached }: Recovered): Promise<void> {
  if (reached.lsn === null) return;
  await run.worker.db.positionSample.create({
    data: {
      resourceId: site.plan.resource.id,
      atMicros: BigInt(reached.atMicros),
      lsn: reached.lsn,
      timeline: reached.timeline,
      // Like no other: nothing is known to be unchanged since.
      snapshot: `R-${site.number}`,
    },
    select: { id: true },
  });
}

async function beforeAnythingIsLost(run: OperationRun, site: RestoreSite): Promise<LeftAs | null> {
  const { wayBack } = site.plan;
  let left: LeftAs | null = null;
  try {
    await requireNotGivenUp(run);
    await runPlannedHook(run, site, "stop");
    if (wayBack === "backup") {
      await run.step("shut clients out", z.void(), async () => {
        await shutClientsOut(run, site);
      });
      const marked = await takeSafetyBackup(run, site);
      left = await run.step("stop the cluster", leftAs, () => stopAsMarked(run, site, marked));
    } else {
      await run.step("stop the cluster", z.void(), () => stop(run, site));
    }
    if (wayBack === "set-aside") await setAside(run, site);
    await run.pointOfNoReturn();
    return left;
  } catch (error) {
    if (!run.isHandedOver(error)) await putBack(run, site, error);
    throw error;
  }
}

async function overwrite(run: OperationRun, site: RestoreSite, left: LeftAs | null): Promise<Recovered> {
  const { plan } = site;
  try {
    await run.step("copy files", z.void(), async () => {
      if (left) await requireStillStopped(run, site, left);
      // What an earlier attempt copied may have been started by somebody: it is overwritten anyway.
      await stop(run, site);
      await run.worker.engine.restoreFiles(site.resource.engineRun, {
        repositoryId: plan.repository.id,
        label: plan.backupSet.label,
        dataDirectory: site.target.dataDirectory,
        stop: plan.target.stop,
        delta: plan.wayBack === "backup",
        archivingOff: false,
      });
    });
    return await recover(run, site, () => shutClientsOut(run, site));
  } catch (error) {
    if (run.isHandedOver(error)) throw error;
    if (!wasStarted(error)) throw leftShut(site, error);
    await putBack(run, site, error);
    throw error;
  }
}
