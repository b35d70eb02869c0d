import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { formatInstant } from "#lib/format/instant.ts";
import { isolate } from "#lib/format/isolate.ts";
import { WORKER_PLACES } from "#lib/operations/explain-waiting.ts";
import { isWorkerOnline } from "#lib/operations/rules.ts";
import type { Cause } from "./decide-runs.ts";

interface WaitingOperation {
  id: string;
  host: string;
  lastSeenAt: Date | null;
  clusterState: string | null;
  /** What ran on the resource while it waited. */
  blocker: string | null;
  blockerSince: Date | null;
  busy: number;
}

/** Why operations that are queued, or began late, did not begin earlier, by id. */
export async function lateCauses(tx: Transaction, now: bigint, ids: string[]): Promise<Map<string, Cause>> {
  const rows = await tx.$queryRaw<WaitingOperation[]>`
    SELECT o.id::text AS id, o.host, w.last_seen_at AS "lastSeenAt", res.facts ->> 'clusterState' AS "clusterState",
      blocker.words AS blocker, blocker.started_at AS "blockerSince",
      (SELECT count(*)::int FROM operations b WHERE b.host = o.host AND b.status = 'running') AS busy
    FROM operations o
    LEFT JOIN workers w ON w.host = o.host
    LEFT JOIN resources res ON res.id = o.resource_id
    LEFT JOIN LATERAL (
      SELECT r.started_at, CASE WHEN r.kind = 'backup' THEN COALESCE(r.input ->> 'type' || ' ', '') || 'backup'
        ELSE replace(r.kind, '-', ' ') END AS words
      FROM operations r
      WHERE o.is_exclusive AND r.is_exclusive AND r.resource_id = o.resource_id AND r.id <> o.id
        AND r.started_at IS NOT NULL AND COALESCE(r.finished_at, 'infinity') > o.created_at
        AND r.started_at <= COALESCE(o.started_at, 'infinity')
      ORDER BY r.started_at DESC LIMIT 1
    ) blocker ON true
    WHERE o.id = ANY(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, causeOf(row, now)]));
}

function causeOf(row: WaitingOperation, now: bigint): Cause {
  const { host, blocker, blockerSince, clusterState } = row;
  if (!row.lastSeenAt || !isWorkerOnline(row.lastSeenAt, now)) return workerOffline(host, row.lastSeenAt);
  if (blocker !== null) {
    const since = blockerSince ? ` since ${utc(blockerSince)}` : "";
    return { cause: "previous-running", why: `The ${blocker} that runs${since} had not ended.` };
  }
  if (row.busy >= WORKER_PLACES) {
    return {
      cause: "previous-running",
      why: `The worker on ${host} was busy with ${row.busy} other operations.`,
    };
  }
  if (clusterState !== null && clusterState !== "running") {
    return { cause: "unreachable", why: `The cluster was ${clusterState} when it was last looked at.` };
  }
  return { cause: "worker-offline", why: `The worker on ${host} did not take it in time.` };
}

function workerOffline(host: string, lastSeenAt: Date | null): Cause {
  const seen = lastSeenAt === null ? "has never been seen" : `was last seen ${utc(lastSeenAt)}`;
  return { cause: "worker-offline", why: `The worker on ${host} is not there: it ${seen}.` };
}

/** Why runs that nobody looked at in time were not started: by host, as of now. */
export async function lateByHost(
  tx: Transaction,
  now: bigint,
  lastRound: Date | null,
): Promise<{ hosts: Set<string>; causeOn: (host: string) => Cause }> {
  const workers = await tx.worker.findMany({ select: { host: true, lastSeenAt: true } });
  const lastSeen = new Map(workers.map(({ host, lastSeenAt }) => [host, lastSeenAt]));
  const when =
    lastRound === null || lastRound > toDate(now)
      ? "when it was due"
      : `between ${utc(lastRound)} and ${utc(toDate(now))}`;
  const schedulerDown = { cause: "scheduler-down", why: `No worker looked for due runs ${when}.` } as const;
  return {
    hosts: new Set(lastSeen.keys()),
    causeOn: (host) => {
      const seen = lastSeen.get(host);
      return seen && isWorkerOnline(seen, now) ? schedulerDown : workerOffline(host, seen ?? null);
    },
  };
}

const person = z.object({ name: z.string() });

export function pausedWords(pause: { reason: string; pausedBy: unknown }): string {
  const by = person.safeParse(pause.pausedBy).data?.name ?? "somebody";
  return `Paused by ${isolate(by)}: ${isolate(pause.reason)}`;
}

function utc(at: Date): string {
  return `${formatInstant(BigInt(at.getTime()) * 1000n, "UTC", "minute").slice(0, 16)} UTC`;
}
