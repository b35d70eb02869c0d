import { readdir } from "node:fs/promises";
import { join } from "node:path";

const fileNames = {
  private: /^key-([1-9]\d*)\.private\.json$/,
  public: /^key-([1-9]\d*)\.public\.json$/,
};

export function privateKeyFile(directory: string, version: number): string {
  return join(directory, `key-${version}.private.json`);
}

export function publicKeyFile(directory: string, version: number): string {
  return join(directory, `key-${version}.public.json`);
}

/** Key versions in a folder, oldest first; a folder that does not exist holds none. */
export async function listKeyVersions(directory: string, kind: "private" | "public"): Promise<number[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .map((name) => Number(fileNames[kind].exec(name)?.[1] ?? 0))
    .filter((version) => version > 0)
    .sort((a, b) => a - b);
}
