import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseStartOptions } from "./parse-start-options.ts";

/**
 * The arguments with which the cluster's owner started the server last (from postmaster.opts), without the
 * data directory and without what Holdfast had added. A later start passes them on, so that a configuration
 * kept in /etc is found again. Empty when the file is absent: keep an earlier answer for that case.
 */
export async function readStartOptions(dataDirectory: string): Promise<string[]> {
  return parseStartOptions(await readFile(join(dataDirectory, "postmaster.opts"), "utf8").catch(() => ""));
}
