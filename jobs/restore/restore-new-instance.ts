import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { NOT_PUT_BACK, type OperationRun, type Outcome } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { START_MS, STOP_MS, serverLog } from "#jobs/restore/fence.ts";
import { keepSettings } from "#jobs/restore/keep-settings.ts";
import { recover } from "#jobs/restore/recover.ts";
import { makeReceipt, restoreOutcome } from "#jobs/restore/write-receipt.ts";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError, sentenceOf } from "#lib/errors.ts";
import { completeConfiguration } from "#lib/postgres/complete-configuration.ts";
import { copySettings } from "#lib/postgres/copy-settings.ts";
import { type StartedCluster, startCluster } from "#lib/postgres/start-cluster.ts";
import { stopCluster } from "#lib/postgres/stop-cluster.ts";

/** Beside the original: fresh directory and port, archiving off for good, reachable on this machine only. */
export async function restoreNewInstance(run: OperationRun, site: RestoreSite): Promise<Outcome> {
  const { destination } = site.plan;
  if (destination.kind !== "new-instance")
    throw new AppError("INTERNAL", "The plan is not for a new instance.");
  const instance: Cluster = {
    ...site.target,
    port: destination.port,
    socketDirectory: path.join(path.dirname(destination.dataDirectory), "s"),
  };
  try {
    await run.step("copy files", z.void(), () => copyFiles(run, site, instance));
    const recovered = await recover(run, site, () => start(run, instance));
    return restoreOutcome(run, site, await makeReceipt(run, site, recovered, []), {
      host: destination.host,
      dataDirectory: instance.dataDirectory,
      socketDirectory: instance.socketDirectory,
      port: instance.port,
      user: instance.user,
    });
  } catch (error) {
    if (!run.isHandedOver(error)) await removeInstance(run, instance, error);
    throw error;
  }
}

async function copyFiles(run: OperationRun, site: RestoreSite, instance: Cluster): Promise<void> {
  const { plan } = site;
  await mkdir(path.dirname(instance.dataDirectory), { recursive: true, mode: 0o700 });
  await mkdir(instance.socketDirectory, { recursive: true, mode: 0o700 });
  await run.worker.engine.restoreFiles(site.resource.engineRun, {
    repositoryId: plan.repository.id,
    label: plan.backupSet.label,
    dataDirectory: instance.dataDirectory,
    stop: plan.target.stop,
    delta: false,
    archivingOff: true,
  });
  const completed = await completeConfiguration(instance.dataDirectory, site.resource.cluster.dataDirectory);
  if (completed !== null) run.log("warn", completed);
  await keepSettings(instance.dataDirectory, copySettings(instance.port, instance.socketDirectory));
}

async function start(run: OperationRun, instance: Cluster): Promise<StartedCluster> {
  await mkdir(path.dirname(serverLog(run)), { recursive: true, mode: 0o700 });
  return startCluster({
    cluster: instance,
    startOptions: [],
    overrides: { ...copySettings(instance.port, instance.socketDirectory), hot_standby: "on" },
    logFile: serverLog(run),
    timeoutMs: START_MS,
    signal: run.signal,
  });
}

/** What nobody could find or discard later is not left behind. The plan was checked to name a fresh directory. */
async function removeInstance(run: OperationRun, instance: Cluster, why: unknown): Promise<void> {
  const directory = path.dirname(instance.dataDirectory);
  try {
    const signal = AbortSignal.timeout(STOP_MS);
    await stopCluster(instance, { mode: "immediate", timeoutMs: STOP_MS, signal });
    await rm(directory, { recursive: true, force: true });
  } catch (cause) {
    throw new AppError("ENGINE", `The unfinished instance in ${directory} could not be removed.`, {
      hint: `${sentenceOf(cause)} What went before: ${sentenceOf(why)} The original was not touched; remove the instance by hand.`,
      reason: NOT_PUT_BACK,
      cause,
    });
  }
  run.log("warn", "The unfinished instance was removed; the original was not touched.");
}
