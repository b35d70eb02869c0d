import path from "node:path";
import { webEnvironment } from "../web-environment.ts";
import type { Accounts } from "./accounts.ts";
import type { Layout } from "./layout.ts";
import type { Environments } from "./prepare-environment.ts";
import type { ProcessSpec } from "./supervise.ts";

type Spec = Omit<ProcessSpec, "onChange">;

/** How Node.js runs a file of the program. */
export function nodeCommand(program: string, script: string): string[] {
  return [path.join(program, "bin/node"), "--enable-source-maps", path.join(program, script)];
}

export function webProcess(
  layout: Layout,
  accounts: Accounts,
  program: string,
  environments: Environments,
): Spec {
  return {
    name: "web",
    account: accounts.web,
    command: nodeCommand(program, "web/server.js"),
    env: { ...minimalEnvironment(layout.web), ...environments.web, ...webEnvironment(environments.web) },
    cwd: layout.web,
    log: path.join(layout.logs, "web.log"),
    stopWith: "SIGTERM",
    forceWith: "SIGKILL",
    // Open event streams would keep it for ever.
    graceMs: 5_000,
  };
}

export function workerProcess(
  layout: Layout,
  accounts: Accounts,
  program: string,
  environments: Environments,
): Spec {
  return {
    name: "worker",
    account: accounts.worker,
    command: nodeCommand(program, "worker.mjs"),
    env: { ...minimalEnvironment(layout.worker), ...environments.worker },
    cwd: layout.worker,
    log: path.join(layout.logs, "worker.log"),
    stopWith: "SIGTERM",
    forceWith: "SIGKILL",
    graceMs: 30_000,
  };
}

/** Keeps the demo cluster busy, gently: it is an application of it, not a part of Holdfast. */
export function demoWriterProcess(layout: Layout, accounts: Accounts, program: string): Spec {
  return {
    name: "demo writer",
    account: accounts.worker,
    command: [...nodeCommand(program, "demo/writer.mjs"), "--directory", layout.demo],
    env: minimalEnvironment(layout.demo),
    cwd: layout.demo,
    log: path.join(layout.logs, "demo-writer.log"),
    stopWith: "SIGTERM",
    forceWith: "SIGKILL",
    graceMs: 5_000,
  };
}

/** What any of our processes gets besides its own variables: nothing of the person who started the program. */
export function minimalEnvironment(home: string): Record<string, string> {
  return {
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    HOME: home,
    LANG: "C.UTF-8",
    NODE_ENV: "production",
  };
}
