import { judgeWatch } from "#lib/alerts/judge-watch.ts";
import type { Database } from "#lib/db/client.ts";

/** Derived when read, from what was written down last: a worker that died cannot hide it. */
export async function loadWatch(db: Database, nowMicros: bigint): Promise<ReturnType<typeof judgeWatch>> {
  const [workers, beats, oldestDue] = await Promise.all([
    db.worker.findMany({ select: { startedAt: true, lastSeenAt: true } }),
    db.beat.findMany({ select: { name: true, at: true } }),
    db.delivery.findFirst({
      where: { state: "pending" },
      orderBy: { nextAttemptAt: "asc" },
      select: { nextAttemptAt: true },
    }),
  ]);
  return judgeWatch({
    nowMs: Number(nowMicros / 1000n),
    workers: workers.map(({ startedAt, lastSeenAt }) => ({
      startedAtMs: startedAt.getTime(),
      lastSeenAtMs: lastSeenAt.getTime(),
    })),
    beats: beats.map(({ name, at }) => ({ name, atMs: at.getTime() })),
    oldestDueMs: oldestDue?.nextAttemptAt.getTime() ?? null,
  });
}
