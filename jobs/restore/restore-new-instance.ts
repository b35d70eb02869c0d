import { mkdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { OperationRun, Outcome } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { START_MS, serverLog } from "#jobs/restore/fence.ts";
import { keepSettings } from "#jobs/restore/keep-settings.ts";
import { recover } from "#jobs/restore/recover.ts";
import { writeReceipt } from "#jobs/restore/write-receipt.ts";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { copySettings } from "#lib/postgres/copy-settings.ts";
import { type StartedCluster, startCluster } from "#lib/postgres/start-cluster.ts";

/** Beside the original: fresh directory and port, archiving off for good, reachable on this machine only. */
export async function restoreNewInstance(run: OperationRun, site: RestoreSite): Promise<Outcome> {
  const { plan } = site;
  const { destination } = plan;
  if (destination.kind !== "new-instance")
    throw new AppError("INTERNAL", "The plan is not for a new instance.");
  const instance: Cluster = {
    ...site.target,
    port: destination.port,
    socketDirectory: path.join(path.dirname(destination.dataDirectory), "s"),
  };
  const facts = { ...instance, host: destination.host };
  await run.step("copy files", z.void(), async () => {
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
    await keepSettings(instance.dataDirectory, copySettings(instance.port, instance.socketDirectory));
  });
  const recovered = await recover(run, site, () => start(run, instance));
  return writeReceipt(run, site, recovered, {
    instance: {
      host: facts.host,
      dataDirectory: facts.dataDirectory,
      socketDirectory: facts.socketDirectory,
      port: facts.port,
      user: facts.user,
    },
  });
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
