import type { WorkerContext } from "#jobs/worker-context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { drillChannels } from "#lib/channels/drill-channels.ts";
import { findNextDrill } from "#lib/channels/find-next-drill.ts";
import { type DrillVerdict, judgeDrill } from "#lib/channels/judge-drill.ts";
import { drillFingerprint } from "#lib/channels/load-drill-conditions.ts";
import { startAlertDrill } from "#lib/channels/start-alert-drill.ts";
import type { AlertDrill } from "#lib/db/generated/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

/** Starts the monthly rehearsal when it is due, and writes down how those that run have gone. */
export async function runDrills(worker: WorkerContext): Promise<void> {
  const running = await worker.db.alertDrill.findMany({ where: { finishedAt: null } });
  for (const drill of running) await follow(worker, drill);
  const next = running.length > 0 ? null : await findNextDrill(worker.db);
  if (next && next <= toDate(worker.now())) await startMonthly(worker);
}

async function startMonthly(worker: WorkerContext): Promise<void> {
  await startAlertDrill(worker, {}).catch((error: unknown) => {
    // Another worker was faster, or the last channel was switched off this moment.
    if (!(error instanceof AppError) || !["drill-running", "no-channel"].includes(error.reason ?? ""))
      throw error;
  });
}

async function follow(worker: WorkerContext, drill: AlertDrill): Promise<void> {
  const now = toDate(worker.now());
  const before = drillChannels.parse(drill.channels);
  const deliveries = await worker.db.delivery.findMany({
    where: { alert: { fingerprint: drillFingerprint(drill.id) } },
    select: { channelId: true, event: true, state: true, sentAt: true, lastError: true },
  });
  const verdict = judgeDrill({ channels: before, deliveries, startedAt: drill.startedAt, now });
  if (verdict.outcome === null) {
    if (JSON.stringify(before) === JSON.stringify(verdict.channels)) return;
    await worker.db.alertDrill.updateMany({
      where: { id: drill.id, finishedAt: null },
      data: { channels: jsonColumn(verdict.channels) },
    });
    return;
  }
  await finish(worker, drill, verdict, now);
}

async function finish(
  worker: WorkerContext,
  drill: AlertDrill,
  verdict: DrillVerdict,
  now: Date,
): Promise<void> {
  const { channels, outcome } = verdict;
  await worker.db.$transaction(async (tx) => {
    const { count } = await tx.alertDrill.updateMany({
      where: { id: drill.id, finishedAt: null },
      data: { finishedAt: now, outcome, channels: jsonColumn(channels) },
    });
    if (count === 0) return;
    await recordAudit(tx, worker, {
      action: "alert.drill",
      outcome: outcome === "passed" ? "done" : "failed",
      subject: { type: "alertDrill", id: drill.id, name: null },
      details: { sentence: sentence(verdict), channels },
    });
  });
}

function sentence({ channels, outcome }: DrillVerdict): string {
  if (outcome === "passed") return "passed: every channel accepted the alarm and the all-clear";
  const failed = channels
    .filter(({ sentAt }) => sentAt === null)
    .map(({ name, error }) => `${name}: ${error}`);
  return `failed: ${failed.join("; ")}`;
}
