import type { Accounts } from "./accounts.ts";
import { type DemoPlace, findDemo } from "./demo-place.ts";
import { findPostmaster, reasonNotToStart } from "./demo-state.ts";
import { findPort } from "./find-port.ts";
import type { InstallationState } from "./installation-state.ts";
import type { Layout } from "./layout.ts";
import type { Environments } from "./prepare-environment.ts";
import type { StartOptions } from "./read-options.ts";
import { say, sayStep } from "./say.ts";
import { startDemo } from "./start-demo.ts";

interface Request {
  layout: Layout;
  options: StartOptions;
  accounts: Accounts;
  program: string;
  environments: Environments;
  state: InstallationState;
}

/**
 * The demo's place, or null without one. It is made only while nothing is protected. Later it is started when it is
 * down, once and before the worker, and never again while Holdfast runs: a restore may own it at any moment.
 */
export async function prepareDemo(request: Request): Promise<DemoPlace | null> {
  const { layout, state, options } = request;
  const host = request.environments.worker.HOLDFAST_HOST ?? "";
  if (state.hasResources) {
    const place = await findDemo(layout, host);
    if (place && !(await findPostmaster(place.dataDirectory))) await wakeDemo(request, place);
    return place;
  }
  if (!options.wantsDemo) return null;
  const port = options.demoPort ?? (await findPort(54330, [options.webPort, ownPort(request)]));
  const title = (await findDemo(layout, host)) ? "Starting the demo cluster" : "Creating the demo cluster";
  await sayStep(title, (show) => startDemo({ ...startInput(request), port, show }));
  return findDemo(layout, host);
}

async function wakeDemo(request: Request, place: DemoPlace): Promise<void> {
  const url = request.environments.migrate.HOLDFAST_OWNER_DATABASE_URL ?? "";
  const reason = await reasonNotToStart(url, place.dataDirectory);
  if (reason) {
    say(`The demo cluster is down and stays so: ${reason}. Its page in Holdfast says what can be done.`);
    return;
  }
  await startDemo({ ...startInput(request), port: place.port, show: () => undefined }).then(
    () => say(`Started the demo cluster on port ${place.port}.`),
    // Not a reason to stay down: what protects it, and can restore it, starts now.
    (error: Error) => say(`The demo cluster does not start. ${"hint" in error ? error.hint : error.message}`),
  );
}

function startInput({ layout, accounts, program }: Request) {
  return { layout, account: accounts.worker, program };
}

function ownPort({ environments }: Request): number {
  return Number(new URL(environments.migrate.HOLDFAST_OWNER_DATABASE_URL ?? "").port);
}
