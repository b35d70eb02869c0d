import { callWeb } from "#jobs/delivery/call-web.ts";
import { refused, type SendResult } from "#jobs/delivery/send-result.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { reasonForSilence } from "#lib/channels/reason-for-silence.ts";
import { DEAD_MAN_COLUMN, DEAD_MAN_ID } from "#lib/channels/secrets.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { openSecret } from "#lib/secrets/open.ts";

/** A little less than a minute: workers that look every few seconds call once a minute. */
const EVERY_MS = 58_000;

/**
 * Calls the dead-man address once a minute, whichever worker comes first, and only while everything that watches is
 * well: whoever waits for the call raises the alarm when it does not come. Why it was not made is kept.
 */
export async function pingDeadMan(worker: WorkerContext, signal: AbortSignal): Promise<void> {
  const reason = await findReason(worker);
  // Nobody's turn is used up: the calls come back as soon as all is well again.
  if (reason !== null) return keepReason(worker, reason);
  const turn = await takeTurn(worker);
  if (!turn) return;
  const result = await call(worker, turn, signal);
  const now = toDate(worker.now());
  if (result.kind === "accepted") {
    await worker.db
      .$executeRaw`UPDATE dead_man_switches SET last_success_at = ${now} WHERE id = ${DEAD_MAN_ID}`;
    return;
  }
  await worker.db.$executeRaw`
    UPDATE dead_man_switches SET last_failure_at = ${now}, last_failure = ${result.sentence}
    WHERE id = ${DEAD_MAN_ID}`;
}

async function keepReason(worker: WorkerContext, reason: string): Promise<void> {
  const now = toDate(worker.now());
  const before = new Date(now.getTime() - EVERY_MS);
  await worker.db.$executeRaw`
    UPDATE dead_man_switches SET last_failure_at = ${now}, last_failure = ${reason}
    WHERE id = ${DEAD_MAN_ID} AND is_enabled AND (last_failure_at IS NULL OR last_failure_at <= ${before})`;
}

interface Turn {
  secrets: string;
  allowPrivate: boolean;
}

async function takeTurn(worker: WorkerContext): Promise<Turn | null> {
  const now = toDate(worker.now());
  const before = new Date(now.getTime() - EVERY_MS);
  // Another worker's "now" may be a moment later than this one's; only a clock that was set back explains more.
  const after = new Date(now.getTime() + EVERY_MS);
  const [turn] = await worker.db.$queryRaw<Turn[]>`
    UPDATE dead_man_switches SET attempted_at = ${now}
    WHERE id = ${DEAD_MAN_ID} AND is_enabled
      AND (attempted_at IS NULL OR attempted_at <= ${before} OR attempted_at > ${after})
    RETURNING secrets, allow_private AS "allowPrivate"`;
  return turn ?? null;
}

async function call(worker: WorkerContext, turn: Turn, signal: AbortSignal): Promise<SendResult> {
  try {
    const url = await openSecret(
      worker.keyring,
      { rowId: DEAD_MAN_ID, column: DEAD_MAN_COLUMN },
      turn.secrets,
    );
    return await callWeb({ url, allowPrivate: turn.allowPrivate, method: "GET" }, signal);
  } catch (error) {
    if (!(error instanceof AppError) || signal.aborted) throw error;
    return refused(error.message);
  }
}

async function findReason(worker: WorkerContext): Promise<string | null> {
  const beats = await worker.db.beat.findMany({ select: { name: true, at: true } });
  const oldest = await worker.db.delivery.findFirst({
    where: { state: "pending" },
    orderBy: { nextAttemptAt: "asc" },
    select: { nextAttemptAt: true },
  });
  return reasonForSilence({
    nowMs: Number(worker.now() / 1000n),
    beats: beats.map(({ name, at }) => ({ name, atMs: at.getTime() })),
    oldestDueMs: oldest?.nextAttemptAt.getTime() ?? null,
  });
}
