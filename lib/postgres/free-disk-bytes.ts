import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** Bytes an ordinary user can still write where `path` is, or would be created. */
export async function freeDiskBytes(path: string): Promise<number> {
  const absolute = resolve(path);
  try {
    const { bavail, bsize } = await statfs(absolute);
    return bavail * bsize;
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isAbsent || absolute === dirname(absolute)) throw error;
    return freeDiskBytes(dirname(absolute));
  }
}
