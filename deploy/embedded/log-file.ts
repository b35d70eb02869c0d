import { open, rename, stat } from "node:fs/promises";

const largestLogBytes = 20 * 1024 * 1024;

/** Moves a log that has grown large aside, once per start; one earlier log is kept. */
export async function rotateLog(file: string): Promise<void> {
  const size = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  if (size > largestLogBytes) await rename(file, `${file}.1`);
}

/** The last words in a log, for the person who has to know why something ended. */
export async function readLogTail(file: string, lines: number): Promise<string> {
  const handle = await open(file, "r").catch(() => null);
  if (!handle) return "";
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, 16_384);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString("utf8", 0, bytesRead).trim().split("\n").slice(-lines).join("\n");
  } finally {
    await handle.close();
  }
}
