import { z } from "zod";
import { runHook } from "#jobs/hooks.ts";
import type { OperationRun, Outcome } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { openToClients, shutClientsOut, startFenced, stop } from "#jobs/restore/fence.ts";
import { recover } from "#jobs/restore/recover.ts";
import { setAside, takeSafetyBackup } from "#jobs/restore/save-way-back.ts";
import { writeReceipt } from "#jobs/restore/write-receipt.ts";
import type { RestorePlan, RestoreReceipt } from "#lib/restores/schema.ts";

type Moment = RestorePlan["hooks"][number]["moment"];

/** Overwrites the cluster. Until the way back is verified, every failure puts things as they were. */
export async function restoreInPlace(run: OperationRun, site: RestoreSite): Promise<Outcome> {
  const { plan } = site;
  await beforeAnythingIsLost(run, site);
  await run.pointOfNoReturn();
  await run.step("stop the cluster", z.void(), () => stop(run, site));
  if (plan.wayBack === "set-aside") await setAside(run, site);
  await run.step("copy files", z.void(), () =>
    run.worker.engine.restoreFiles(site.resource.engineRun, {
      repositoryId: plan.repository.id,
      label: plan.backupSet.label,
      dataDirectory: site.target.dataDirectory,
      stop: plan.target.stop,
      delta: plan.wayBack === "backup",
      archivingOff: false,
    }),
  );
  const recovered = await recover(run, site, () => startFenced(run, site));
  await run.step("open to clients", z.void(), () => openToClients(run, site));
  await hook(run, site, "start", "start hook");
  const checks = await checkHealth(run, site);
  return writeReceipt(run, site, recovered, { checks });
}

async function beforeAnythingIsLost(run: OperationRun, site: RestoreSite): Promise<void> {
  try {
    await hook(run, site, "stop", "stop hook");
    if (site.plan.wayBack !== "backup") return;
    await run.step("shut clients out", z.void(), async () => {
      await shutClientsOut(run, site);
    });
    await takeSafetyBackup(run, site);
  } catch (error) {
    if (!run.isHandedOver()) await putBack(run, site);
    throw error;
  }
}

/** Nothing was overwritten yet: clients get their cluster back. */
async function putBack(run: OperationRun, site: RestoreSite): Promise<void> {
  const signal = AbortSignal.timeout(15 * 60_000);
  run.log("warn", "Nothing was overwritten. Opening the cluster to its clients again.");
  try {
    if (site.plan.destination.kind === "in-place" && site.plan.destination.state === "running") {
      await openToClients(run, site, signal);
    }
    const start = site.plan.hooks.find(({ moment }) => moment === "start");
    if (start) await runHook({ ...run, signal }, start, facts(site));
  } catch (error) {
    run.log(
      "error",
      `The cluster could not be opened again: ${error instanceof Error ? error.message : error}`,
    );
  }
}

async function hook(run: OperationRun, site: RestoreSite, moment: Moment, step: string): Promise<void> {
  const planned = site.plan.hooks.find((each) => each.moment === moment);
  if (planned) await run.step(step, z.void(), () => runHook(run, planned, facts(site)));
}

/** A health hook that fails after a finished restore is a finding, not a reason to call the data wrong. */
async function checkHealth(run: OperationRun, site: RestoreSite): Promise<RestoreReceipt["checks"]> {
  if (!site.plan.hooks.some(({ moment }) => moment === "health")) return [];
  await hook(run, site, "health", "health hook");
  return [{ name: "health", passed: true, sentence: "The health hook says that the application works." }];
}

function facts({ plan, number }: RestoreSite): Record<string, string> {
  return {
    HOLDFAST_RESOURCE: plan.resource.name,
    HOLDFAST_RESTORE: `R-${number}`,
    HOLDFAST_DATA_DIRECTORY: plan.destination.dataDirectory,
  };
}
