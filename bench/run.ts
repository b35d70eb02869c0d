import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { apiSpeed } from "./api-speed.ts";
import { backupRestore } from "./backup-restore.ts";
import { bundleSize } from "./bundle.ts";
import { readApiOptions, readLighthouseOptions, readOptions } from "./options.ts";

await main();

async function main(): Promise<void> {
  const [name] = process.argv.slice(2);
  if (name === "bundle") return bundleSize();
  // Pages are measured of a Holdfast that starts as `npm start` starts it: it chooses its users itself.
  const isLighthouse = name === "lighthouse";
  if (!isLighthouse && process.getuid?.() === 0) return continueAsPostgres();
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => interrupted.abort(new Error(`Stopped by ${name}.`)));
  }
  let directory: string | undefined;
  try {
    const args = process.argv.slice(2);
    if (isLighthouse) {
      // It takes longer to load than some of the others to run.
      const { measurePages } = await import("./lighthouse.ts");
      return await measurePages(readLighthouseOptions(args.slice(1)), interrupted.signal);
    }
    const api = name === "api" ? readApiOptions(args.slice(1)) : null;
    const options = api ?? readOptions(args);
    directory = await mkdtemp(join(options.directory, "hf-bench-"));
    // The clusters are made in the temporary folder too.
    process.env.TMPDIR = directory;
    if (api) await apiSpeed(api, interrupted.signal);
    else await backupRestore(join(directory, "b"), readOptions(args), interrupted.signal);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    if (directory) await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A PostgreSQL server refuses to run as root. */
async function continueAsPostgres(): Promise<void> {
  const own = ["env", `PATH=${process.env.PATH}`, "HOME=/tmp", process.execPath, ...process.argv.slice(1)];
  // Not runuser: two seconds after it was interrupted it kills what is still cleaning up.
  const identity = ["--reuid=postgres", "--regid=postgres", "--init-groups"];
  const child = spawn("setpriv", [...identity, "--", ...own], { stdio: "inherit", cwd: "/" });
  // It cleans up when interrupted; leaving before it would hide that.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  const [exitCode] = await once(child, "exit");
  process.exitCode = exitCode ?? 1;
}
