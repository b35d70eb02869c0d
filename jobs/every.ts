import { setTimeout as wait } from "node:timers/promises";

/** Runs `work` again and again, `pauseMs` after it ended, until aborted. A failure is reported and not the end. */
export async function every(
  pauseMs: number,
  signal: AbortSignal,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await work().catch((error: unknown) => {
      if (!signal.aborted) onError(error);
    });
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
