import { z } from "zod";
import { backupSetDto } from "#lib/backups/schema.ts";
import { operationSummary } from "#lib/operations/schema.ts";
import { microsText } from "#lib/recovery/schema.ts";
import { clusterFacts, resourceDto } from "#lib/resources/schema.ts";
import { actionWords } from "#lib/schedules/schema.ts";

/** "If it died now you would lose …" — `unknown` is never green. */
export const liveRpo = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("known"),
    lossMs: z.number(),
    safeMicros: microsText,
    sampledAtMicros: microsText,
  }),
  z.object({ kind: z.literal("unknown"), why: z.string(), lastSafeMicros: microsText.nullable() }),
]);

/** From real restores only. */
export const measuredRto = z.object({
  lowMs: z.number(),
  highMs: z.number(),
  lastMs: z.number(),
  lastAtMicros: microsText,
  count: z.number().int(),
});

/** Everything about one resource at a glance: the head of its page. */
export const resourceStatus = z.object({
  /** When all of it was so, by the server's clock. */
  atMicros: microsText,
  resource: resourceDto,
  /** Newest instant that can be restored; null when nothing can. */
  restorableTo: microsText.nullable(),
  restorableSince: microsText.nullable(),
  gapCount: z.number().int(),
  rpo: liveRpo,
  rto: measuredRto.nullable(),
  lastSet: backupSetDto.nullable(),
  /** Newest set that was restored into a checked running server. */
  proven: z.object({ label: z.string(), restoredAt: z.iso.datetime() }).nullable(),
  runningOperation: operationSummary.nullable(),
  /** Failed operations that nothing has made good since: a full backup that failed, only by a full one. */
  failures: z.array(operationSummary),
  /** Firing alerts about it. */
  openAlerts: z.object({ critical: z.number().int(), warning: z.number().int() }),
  /** Scheduled runs that did not start in time and were neither made good nor acknowledged. */
  missedRuns: z.number().int(),
  /** The next run its policy expects, after a pause that is on; null without a schedule. */
  nextRun: z.object({ action: z.enum(actionWords), dueAtMicros: microsText, zone: z.string() }).nullable(),
  state: z.enum(["good", "warning", "bad", "unknown"]),
  /** The state in words, worst first: "RPO breached", "Never restored", … */
  words: z.array(z.string()),
});

/** One row of the overview: of each thing only what is shown, because there may be hundreds of them. */
export const overviewResource = resourceStatus.omit({ atMicros: true, openAlerts: true }).extend({
  resource: resourceDto
    .pick({ id: true, name: true, kind: true, state: true, tier: true, host: true, objectives: true })
    .extend({
      system: z.string().nullable(),
      facts: clusterFacts.pick({ clusterState: true, version: true, sizeBytes: true }).nullable(),
    }),
  lastSet: backupSetDto.pick({ label: true, rung: true }).nullable(),
  runningOperation: operationSummary.pick({ id: true, title: true, progress: true }).nullable(),
  failures: z.array(
    operationSummary.pick({
      id: true,
      title: true,
      status: true,
      createdAt: true,
      finishedAt: true,
      error: true,
    }),
  ),
});

export const overviewDto = z.object({
  atMicros: microsText,
  resources: z.array(overviewResource),
  workers: z.array(z.object({ host: z.string(), lastSeenAt: z.iso.datetime(), isOnline: z.boolean() })),
  waitingApprovals: z.number().int(),
});

export type ResourceStatus = z.infer<typeof resourceStatus>;
export type OverviewResource = z.infer<typeof overviewResource>;
export type OverviewDto = z.infer<typeof overviewDto>;
export type LiveRpo = z.infer<typeof liveRpo>;
