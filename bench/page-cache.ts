import type { Options } from "./options.ts";
import { shell } from "./shell.ts";

/**
 * Makes the next reader of these folders go to the disk. Per file and for files one may read, so it needs no root
 * and leaves the rest of the machine alone. Servers keep their own shared_buffers.
 */
export async function prepareCache(
  cache: Options["cache"],
  paths: string[],
  signal: AbortSignal,
): Promise<void> {
  await shell("sync", {}, signal);
  if (cache === "warm") return;
  for (const path of paths) {
    const drop =
      'for f; do dd of=/dev/null if="$f" iflag=nocache count=0 status=none 2>/dev/null || true; done';
    await shell(`find "$TARGET" -type f -print0 | xargs -0 -r sh -c '${drop}' sh`, { TARGET: path }, signal);
  }
}
