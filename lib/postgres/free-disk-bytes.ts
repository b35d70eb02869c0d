import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** Bytes an ordinary user can still write where `path` is, or would be created. */
export async function freeDiskBytes(path: string): Promise<number> {
  return (await diskBytes(path)).freeBytes;
}

/** Of the disk where `path` is, or would be created; free is what an ordinary user can still write. */
export async function diskBytes(path: string): Promise<{ totalBytes: number; freeBytes: number }> {
  const absolute = resolve(path);
  try {
    const { blocks, bavail, bsize } = await statfs(absolute);
    return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isAbsent || absolute === dirname(absolute)) throw error;
    return diskBytes(dirname(absolute));
  }
}
