import { z } from "zod";
import { backupTypes, rungs } from "#lib/backups/words.ts";
import { microsShape } from "#lib/format/instant.ts";
import { lsnShape } from "#lib/format/lsn.ts";

/** Epoch microseconds as decimal text: JSON has no BigInt. Eighteen digits always fit a database's bigint. */
export const microsText = z.string().regex(microsShape);
export const lsnText = z.string().regex(lsnShape);

/** What a person chooses. Instants are epoch microseconds, never wall-clock text. */
export const recoveryTarget = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("latest") }),
  z.object({ kind: z.literal("time"), micros: microsText }),
  z.object({ kind: z.literal("lsn"), lsn: lsnText, timeline: z.number().int().optional() }),
  z.object({
    kind: z.literal("name"),
    name: z.string().min(1).max(63),
    timeline: z.number().int().optional(),
  }),
  z.object({ kind: z.literal("immediate"), label: z.string().min(1) }),
]);

/** What a preview whose target was refused leaves as its result. */
export const refusedTarget = z.object({
  nearest: z.object({
    beforeMicros: microsText.nullable(),
    afterMicros: microsText.nullable(),
    beforeLsn: lsnText.nullable(),
    afterLsn: lsnText.nullable(),
  }),
});

/** A stretch in which any instant can be restored, on one line of history. */
export const recoveryRange = z.object({
  timeline: z.number().int(),
  /** The earliest set this range can start from. */
  baseLabel: z.string(),
  fromLsn: lsnText,
  toLsn: lsnText,
  fromMicros: microsText,
  /** Last commit (or, when idle, the end of the archive) that can be restored. */
  toMicros: microsText,
  /** Sets from which it can be reached that no earlier range has; left out by an earlier version. */
  baseLabels: z.array(z.string()).optional(),
  /** Nothing of its line of history is archived after it; left out by an earlier version. */
  reachesEnd: z.boolean().optional(),
});

export const recoveryGap = z.object({
  timeline: z.number().int(),
  afterSegment: z.string(),
  beforeSegment: z.string(),
  missingSegments: z.number().int(),
  fromMicros: microsText,
  /** First instant that can be restored again; null while no later set exists. */
  toMicros: microsText.nullable(),
  reason: z.string(),
});

/**
 * What can be restored to, derived from backup sets and WAL *as found in the repository*.
 * Never stored as truth: a cached answer with the instant at which it was computed.
 */
export const recoveryWindow = z.object({
  repositoryId: z.string(),
  computedAtMicros: microsText,
  currentTimeline: z.number().int(),
  ranges: z.array(recoveryRange),
  gaps: z.array(recoveryGap),
  /** Newest restorable position on the current timeline; null when nothing can be restored. */
  newest: z
    .object({
      lsn: lsnText,
      segment: z.string(),
      commitMicros: microsText.nullable(),
      timeline: z.number().int(),
    })
    .nullable(),
});

/** A backup set as far as a timeline shows it: short, because there are thousands in one answer. */
export const timelineSet = z.object({
  stoppedAtMicros: microsText,
  type: z.enum(backupTypes),
  repositoryBytes: z.number(),
  /** Null when it is not, or no longer, in its repository. */
  rung: z.enum(rungs).nullable(),
  problem: z.string().nullable(),
  /** Where in the same list the set is that it builds on. */
  prior: z.number().int().nullable(),
  /** Not so when an earlier restore left the line of history it was taken on before it was taken. */
  isOnCurrentLine: z.boolean(),
});

export const timelineMarker = z.object({
  atMicros: microsText,
  kind: z.enum(["restore", "failed", "proven", "check", "alert"]),
  text: z.string(),
});

/** What can be restored, and what a timeline shows beside it: the newest sets first. */
export const recoveryAnswer = z.object({
  windows: z.array(recoveryWindow),
  sets: z.array(timelineSet),
  markers: z.array(timelineMarker),
});

export type TimelineSet = z.infer<typeof timelineSet>;
export type TimelineMarker = z.infer<typeof timelineMarker>;
export type RecoveryAnswer = z.infer<typeof recoveryAnswer>;
export type RecoveryRange = z.infer<typeof recoveryRange>;
export type RecoveryGap = z.infer<typeof recoveryGap>;
export type RecoveryWindow = z.infer<typeof recoveryWindow>;
