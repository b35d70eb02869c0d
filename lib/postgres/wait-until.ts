import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "#lib/errors.ts";

/**
 * Asks again until `probe` returns something else than null; the pause grows from 25 ms to 1 s.
 * Throws what `onTimeout` returns, or reason `aborted`.
 */
export async function waitUntil<T>(
  probe: () => Promise<T | null>,
  options: { timeoutMs: number; signal: AbortSignal; onTimeout: () => AppError },
): Promise<T> {
  const deadline = performance.now() + options.timeoutMs;
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 1.5, 1_000)) {
    if (options.signal.aborted) throw abortedError();
    const result = await probe();
    if (result !== null) return result;
    if (performance.now() > deadline) throw options.onTimeout();
    await delay(pauseMs, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

const abortedError = () =>
  new AppError("ENGINE", "The operation was stopped while it was waiting.", { reason: "aborted" });
