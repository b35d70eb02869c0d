import type { Database } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

const DAY_MICROS = 86_400_000_000n;

/**
 * Counts one attempt against `key` in a fixed window and refuses above `limit`. Keys name a source (address,
 * or address and account together), never an account alone: nobody can lock somebody else out (T33).
 */
export async function countAttempt(
  db: Database,
  now: bigint,
  key: string,
  rule: { limit: number; windowSeconds: number },
): Promise<void> {
  const windowMicros = BigInt(rule.windowSeconds) * 1_000_000n;
  const windowStart = toDate((now / windowMicros) * windowMicros);
  const row = await db.rateLimit.upsert({
    where: { key_windowStart: { key, windowStart } },
    create: { key, windowStart, count: 1 },
    update: { count: { increment: 1 } },
  });
  if (row.count <= rule.limit) return;
  throw new AppError("LIMIT", "Too many attempts from here.", {
    hint: `Wait up to ${Math.ceil(rule.windowSeconds / 60)} minutes and try again.`,
    reason: "rate-limit",
  });
}

/** Anybody makes keys by asking, before it is known who asks. No window is longer than the day they are kept. */
export async function deleteOldAttempts(db: Database, now: bigint): Promise<void> {
  await db.rateLimit.deleteMany({ where: { windowStart: { lt: toDate(now - DAY_MICROS) } } });
}
