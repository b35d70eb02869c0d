import { readdir } from "node:fs/promises";
import { join } from "node:path";

export function privateKeyFile(directory: string, version: number): string {
  return join(directory, `key-${version}.private.json`);
}

/** Versions of the private keys in a folder, oldest first; a folder that does not exist holds none. */
export async function listKeyVersions(directory: string): Promise<number[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .map((name) => Number(/^key-([1-9]\d*)\.private\.json$/.exec(name)?.[1] ?? 0))
    .filter((version) => version > 0)
    .sort((a, b) => a - b);
}
