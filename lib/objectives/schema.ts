import { z } from "zod";
import { microsText } from "#lib/recovery/schema.ts";
import { seriesKinds } from "./words.ts";

export { seriesKinds };

export const listMeasurementsInput = z.object({
  /** The resource. */
  id: z.uuid(),
  kind: z.enum(["rpo", "rto"]),
  sinceMicros: microsText.optional(),
});
export const measurementDto = z.object({
  atMicros: microsText,
  valueMs: z.number(),
  details: z.json().nullable(),
  operationId: z.uuid().nullable(),
});
export const measurementList = z.object({
  items: z.array(measurementDto),
  targetSeconds: z.number().nullable(),
});

export const seriesInput = z.object({
  /** The resource. */
  id: z.uuid(),
  kind: z.enum(seriesKinds),
  fromMicros: microsText,
  toMicros: microsText,
});
export const seriesPoint = z.object({
  atMicros: microsText,
  /** Milliseconds, or bytes for backup-size. For an RPO: the worst within the point's span. */
  value: z.number(),
  /** full, diff, incr or verify; null for objectives. */
  type: z.string().nullable(),
  operationId: z.uuid().nullable(),
  /** An RTO's phases in milliseconds, in order (approval, copy, replay, …); null otherwise. */
  phases: z.array(z.object({ name: z.string(), ms: z.number() })).nullable(),
  isOutlier: z.boolean(),
});
export const series = z.object({
  kind: z.enum(seriesKinds),
  unit: z.enum(["ms", "bytes"]),
  /** At most some hundred points: the server thins out, keeping the worst of each span. */
  points: z.array(seriesPoint),
  /** Null where there is no objective for it. */
  objective: z.number().nullable(),
  /** Spans in which the objective was missed. */
  breaches: z.array(z.object({ fromMicros: microsText, toMicros: microsText, worst: z.number() })),
  /** RPO only: spans in which nothing could be measured. Nothing is known of them; they are never good. */
  holes: z.array(z.object({ fromMicros: microsText, toMicros: microsText })),
  /** The usual range by type (median ± the anomaly rule's width); empty with too few runs. */
  bands: z.array(z.object({ type: z.string(), low: z.number(), high: z.number(), runs: z.number().int() })),
});

/** What a restore would take today: from measured restores only, projected to today's size. */
export const rtoProjection = z.object({
  lowMs: z.number(),
  midMs: z.number(),
  highMs: z.number(),
  /** Restores and drills it stands on. */
  runs: z.number().int(),
  /** Wait for an approval, inside the figures above. */
  approvalMs: z.number(),
  todayBytes: z.number().nullable(),
});
export const resourceObjectives = z.object({
  resource: z.object({ id: z.uuid(), name: z.string() }),
  rpo: z.object({
    targetSeconds: z.number().nullable(),
    nowMs: z.number().nullable(),
    /** Of the last 30 days: share of the measured time within the objective; null without samples. */
    withinShare: z.number().nullable(),
    /** Share of the last 30 days (or of the time since the first sample) that was measured at all. */
    seenShare: z.number().nullable(),
    /** Never less than what would be lost now. */
    worstMs: z.number().nullable(),
    breachCount: z.number().int(),
  }),
  rto: z.object({
    targetSeconds: z.number().nullable(),
    lastMs: z.number().nullable(),
    lastAtMicros: microsText.nullable(),
    projection: rtoProjection.nullable(),
  }),
});
export const systemObjectives = z.object({
  id: z.uuid(),
  name: z.string(),
  tier: z.enum(["critical", "standard"]),
  /** critical: one hour. */
  targetSeconds: z.number(),
  /** In recovery order. */
  resources: z.array(z.object({ id: z.uuid(), name: z.string(), midMs: z.number().nullable() })),
  /** One after the other; null when one of them was never restored. */
  projection: z.object({ lowMs: z.number(), midMs: z.number(), highMs: z.number() }).nullable(),
  neverRestored: z.array(z.string()),
});
export const objectivesDto = z.object({
  resources: z.array(resourceObjectives),
  systems: z.array(systemObjectives),
  /** Everything, in recovery order: two hours (M10). */
  complete: systemObjectives.omit({ id: true, tier: true }),
});
/** A group that is recovered together, its resources in recovery order. */
export const systemDto = z.object({
  id: z.uuid(),
  name: z.string(),
  tier: z.enum(["critical", "standard"]),
  resources: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export const systemList = z.object({ items: z.array(systemDto) });
export const updateSystemInput = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  /** Its resources in recovery order; those left out stay as they are. */
  resourceIds: z
    .array(z.uuid())
    .max(500)
    .refine((ids) => new Set(ids).size === ids.length, "Name each resource once."),
});

export type Series = z.infer<typeof series>;
export type SeriesKind = (typeof seriesKinds)[number];
export type RtoProjection = z.infer<typeof rtoProjection>;
export type ObjectivesDto = z.infer<typeof objectivesDto>;
export type SystemObjectives = z.infer<typeof systemObjectives>;
export type SystemDto = z.infer<typeof systemDto>;
export type ResourceObjectives = z.infer<typeof resourceObjectives>;
export type SeriesPoint = z.infer<typeof seriesPoint>;
export type SeriesInput = z.infer<typeof seriesInput>;
