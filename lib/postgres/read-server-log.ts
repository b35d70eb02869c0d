import { open } from "node:fs/promises";

const longestRead = 262_144;

/** What a server's log gained since `offset` (at most its last 256 KiB) and its size now. */
export async function readServerLog(
  logFile: string,
  offset: number,
): Promise<{ text: string; size: number }> {
  const handle = await open(logFile, "r").catch(() => null);
  if (!handle) return { text: "", size: 0 };
  try {
    const { size } = await handle.stat();
    const from = Math.max(offset, size - longestRead);
    const length = Math.max(size - from, 0);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    return { text: buffer.subarray(0, bytesRead).toString("utf8"), size };
  } finally {
    await handle.close();
  }
}
