import type { Accounts } from "./accounts.ts";
import { controlDatabaseProcess, createControlDatabase, readControlVersion } from "./control-database.ts";
import { findPort, isPortFree } from "./find-port.ts";
import type { Layout } from "./layout.ts";
import { openControlDatabase } from "./open-control-database.ts";
import {
  type Environments,
  prepareEnvironment,
  readControlPort,
  requirePasswords,
} from "./prepare-environment.ts";
import type { StartOptions } from "./read-options.ts";
import type { RunningProcesses } from "./running-processes.ts";
import { sayStep } from "./say.ts";
import { withControlConnection } from "./with-control-connection.ts";

const firstPort = 54329;

/** The environment of every process, with the embedded database running unless a server was given. */
export async function startControlDatabase(
  layout: Layout,
  options: StartOptions,
  accounts: Accounts,
  running: RunningProcesses,
): Promise<Environments> {
  if (options.external) {
    // Said here in plain words, before anything is made on this machine for it.
    await withControlConnection(options.external.owner, async () => undefined);
    return prepareEnvironment(layout, options, null);
  }
  const version = await readControlVersion(layout);
  if (version !== null) await requirePasswords(layout);
  const port = await choosePort(layout, options);
  const environments = await prepareEnvironment(layout, options, port);
  await sayStep(
    version === null ? "Creating the control database" : "Starting the control database",
    async () => {
      if (version === null) await createControlDatabase(layout, accounts.control, environments.control ?? {});
      const created = version ?? (await readControlVersion(layout)) ?? "";
      const spec = await controlDatabaseProcess(layout, accounts.control, port, created);
      const server = await running.start(spec);
      await openControlDatabase(server, port, environments);
    },
  );
  return environments;
}

async function choosePort(layout: Layout, options: StartOptions): Promise<number> {
  const remembered = await readControlPort(layout);
  if (options.controlPort) return options.controlPort;
  if (remembered && (await isPortFree(remembered))) return remembered;
  return findPort(remembered ?? firstPort, [options.webPort]);
}
