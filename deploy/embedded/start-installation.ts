import type { BuiltProgram } from "../build/assemble-program.ts";
import { prepareAccounts } from "./accounts.ts";
import { announce } from "./announce.ts";
import { readControlVersion } from "./control-database.ts";
import { followFirstBackup } from "./follow-first-backup.ts";
import { installProgram } from "./install-program.ts";
import { readInstallationState } from "./installation-state.ts";
import { introduce } from "./introduce.ts";
import type { Layout } from "./layout.ts";
import { prepareDataFolder, requireFreeSpace } from "./prepare-data-folder.ts";
import { prepareDemo } from "./prepare-demo.ts";
import { prepareKeys } from "./prepare-keys.ts";
import { demoWriterProcess, nodeCommand, webProcess, workerProcess } from "./processes.ts";
import type { StartOptions } from "./read-options.ts";
import { writeReadyFile } from "./ready-file.ts";
import { runAs } from "./run-as.ts";
import type { RunningProcesses } from "./running-processes.ts";
import { say, sayStep } from "./say.ts";
import { startControlDatabase } from "./start-control-database.ts";
import { readLastSeen, waitForWeb, waitForWorker } from "./wait-until-serving.ts";

/** From an empty folder, or what an earlier start left in it, to a running Holdfast. */
export async function startInstallation(
  layout: Layout,
  options: StartOptions,
  built: BuiltProgram,
  running: RunningProcesses,
  signal: AbortSignal,
): Promise<void> {
  const accounts = await prepareAccounts(options.uid);
  if (!accounts.web) {
    say(
      "Started as an ordinary user: every part runs as you, so nothing separates the web process from the keys.",
    );
  }
  await prepareDataFolder(layout, accounts);
  await requireFreeSpace(layout, (await readControlVersion(layout)) === null);
  const program = await installProgram(layout, built);

  const environments = await startControlDatabase(layout, options, accounts, running);
  const ownerUrl = environments.migrate.HOLDFAST_OWNER_DATABASE_URL ?? "";
  await runAs(accounts.control, nodeCommand(program, "migrate.mjs"), {
    env: environments.migrate,
    timeoutMs: 600_000,
  });
  const state = await readInstallationState(ownerUrl);
  await prepareKeys(layout, accounts.worker, state.hasData);

  const demo = await prepareDemo({ layout, options, accounts, program, environments, state });
  const host = environments.worker.HOLDFAST_HOST ?? "";
  const lastSeen = await readLastSeen(ownerUrl, host);
  const worker = await running.start(workerProcess(layout, accounts, program, environments));
  const web = await running.start(webProcess(layout, accounts, program, environments));
  if (demo) await running.start(demoWriterProcess(layout, accounts, program));
  await sayStep("Starting web and worker", async () => {
    await waitForWeb(web, options.bind, options.webPort);
    await waitForWorker(worker, ownerUrl, host, lastSeen);
  });
  const first = await introduce(accounts.web, program, environments.web, state.hasResources ? null : demo);
  const firstBackup = await followFirstBackup(ownerUrl, first, signal);
  if (signal.aborted) return;

  await writeReadyFile(layout.ready, {
    pid: process.pid,
    origin: options.origin,
    data: layout.data,
    program,
    links: first.links,
    resourceId: first.resourceId ?? null,
    firstBackup,
    pids: running.pids(),
    demo,
  });
  announce(options.origin, layout, first.links, demo);
}
