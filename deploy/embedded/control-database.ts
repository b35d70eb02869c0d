import { chown, readFile, readlink, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Account } from "./accounts.ts";
import type { Environment } from "./environment-file.ts";
import type { Layout } from "./layout.ts";
import { findPostgresPrograms, requirePostgresPrograms } from "./postgres-programs.ts";
import { runAs } from "./run-as.ts";
import type { ProcessSpec } from "./supervise.ts";

export const controlSuperuser = "holdfast_root";

/** The major version of the embedded database, null before the first start. */
export function readControlVersion(layout: Layout): Promise<string | null> {
  return readFile(path.join(layout.controlData, "PG_VERSION"), "utf8").then(
    (text) => text.trim(),
    () => null,
  );
}

/** Creates the server's files: passwords everywhere, also over the socket. */
export async function createControlDatabase(
  layout: Layout,
  account: Account | null,
  control: Environment,
): Promise<void> {
  const programs = await findPostgresPrograms();
  const unfinished = `${layout.controlData}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const passwordFile = path.join(layout.control, "password");
  await writeFile(passwordFile, `${control.PGPASSWORD}\n`, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const auth = ["--auth=scram-sha-256", `--username=${controlSuperuser}`, `--pwfile=${passwordFile}`];
  const options = ["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", ...auth];
  await runAs(account, [path.join(programs, "initdb"), "-D", unfinished, ...options], { timeoutMs: 120_000 });
  await rm(passwordFile);
  // Last, so that an interrupted creation is never mistaken for a database.
  await runAs(account, ["mv", unfinished, layout.controlData]);
}

/** How to run it: in the foreground, on the loopback only, its socket in its own closed folder. */
export async function controlDatabaseProcess(
  layout: Layout,
  account: Account | null,
  port: number,
  version: string,
): Promise<Omit<ProcessSpec, "onChange">> {
  await removeStalePidFile(layout.controlData);
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: layout.control,
    max_connections: "100",
    shared_buffers: "64MB",
    log_timezone: "UTC",
    timezone: "UTC",
  };
  const programs = await requirePostgresPrograms(version);
  return {
    name: "control database",
    account,
    command: [
      path.join(programs, "postgres"),
      "-D",
      layout.controlData,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    env: { PATH: "/usr/bin:/bin", LANG: "C.UTF-8" },
    cwd: layout.control,
    log: path.join(layout.logs, "control-database.log"),
    stopWith: "SIGINT",
    forceWith: "SIGQUIT",
    graceMs: 30_000,
  };
}

/** After a reboot the pid in the file may belong to someone else, and PostgreSQL would refuse to start. */
async function removeStalePidFile(dataDirectory: string): Promise<void> {
  const file = path.join(dataDirectory, "postmaster.pid");
  const pid = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
  if (!(pid > 0)) return;
  const workingDirectory = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (workingDirectory !== dataDirectory) await rm(file);
}
