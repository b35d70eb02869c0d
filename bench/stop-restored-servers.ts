import { stopServer } from "#e2e/fixtures/scratch-cluster.ts";
import { shell } from "./shell.ts";

/** Restored servers belong to nobody who would stop them when the bench ends between their start and their removal. */
export async function stopRestoredServers(directory: string): Promise<void> {
  const find = 'if [ -d "$DIRECTORY" ]; then find "$DIRECTORY" -name postmaster.pid -printf "%h\\n"; fi';
  const found = await shell(find, { DIRECTORY: directory }, new AbortController().signal);
  for (const dataDirectory of found.split("\n").filter(Boolean)) await stopServer(dataDirectory);
}
