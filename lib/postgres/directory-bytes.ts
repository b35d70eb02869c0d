import { lstat, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Disk space used by a tree, its tablespaces included (symbolic links to directories are followed once). */
export async function directoryBytes(path: string): Promise<number> {
  return sumTree(path, new Set());
}

async function sumTree(directory: string, seen: Set<string>): Promise<number> {
  const self = await stat(directory).catch(() => null);
  if (!self || seen.has(`${self.dev}:${self.ino}`)) return 0;
  seen.add(`${self.dev}:${self.ino}`);
  let total = self.blocks * 512;
  // A live server removes files while we look.
  for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
    const path = join(directory, entry.name);
    const isDirectory =
      entry.isDirectory() || (entry.isSymbolicLink() && (await stat(path).catch(() => null))?.isDirectory());
    if (isDirectory) total += await sumTree(path, seen);
    else total += ((await lstat(path).catch(() => null))?.blocks ?? 0) * 512;
  }
  return total;
}
