import { chmod, chown, mkdir } from "node:fs/promises";
import type { Account } from "./accounts.ts";
import type { Layout } from "./layout.ts";
import { findPostgresPrograms } from "./postgres-programs.ts";
import { minimalEnvironment, nodeCommand } from "./processes.ts";
import { runAs } from "./run-as.ts";

interface DemoStart {
  layout: Layout;
  account: Account | null;
  program: string;
  /** Used the first time only. */
  port: number;
  show: (detail: string) => void;
}

/** The demo cluster, owned by the worker's user and running by itself; made when there never was one. */
export async function startDemo({ layout, account, program, port, show }: DemoStart): Promise<void> {
  for (const folder of [layout.demo, layout.demoRepository]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (account) await chown(folder, account.uid, account.gid);
    await chmod(folder, 0o700);
  }
  const place = ["--directory", layout.demo, "--port", String(port)];
  const programs = ["--bin-directory", await findPostgresPrograms()];
  await runAs(account, [...nodeCommand(program, "demo/main.mjs"), ...place, ...programs], {
    env: minimalEnvironment(layout.demo),
    timeoutMs: 600_000,
    onMessage: (line) => show(line.trim()),
  });
}
