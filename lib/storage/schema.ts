import { z } from "zod";

/** What is looked at when a repository is added or checked again, in the order it is shown. */
export const objectStoreChecks = [
  "connection",
  "certificate",
  "tls",
  "credentials",
  "bucket",
  "write",
  "read",
  "delete",
  "clock",
  "versioning",
  "objectLock",
  "latency",
] as const;

export const localChecks = [
  "directory",
  "write",
  "read",
  "delete",
  "freeSpace",
  "separateDisk",
  "latency",
] as const;

export const findingStatusSchema = z.enum(["ok", "warning", "failed", "unknown"]);

export const findingSchema = z.object({
  name: z.enum([...objectStoreChecks, ...localChecks]),
  status: findingStatusSchema,
  sentence: z.string(),
  hint: z.string().optional(),
});

/**
 * What a canary showed, never what a header promised. `every-object`: whatever is written is locked by the
 * bucket's default. `on-request`: only objects written with a retention are. `off`: the store says it has none.
 * `false-promise`: it accepted a lock and let the locked object be deleted.
 */
export const objectLockSchema = z.enum(["every-object", "on-request", "off", "false-promise", "unknown"]);

export const objectStoreProbeSchema = z.object({
  kind: z.literal("s3"),
  /** No check that a backup depends on has failed or stayed unknown. */
  isUsable: z.boolean(),
  findings: z.array(findingSchema),
  /** As negotiated, e.g. "TLSv1.3". */
  tlsVersion: z.string().nullable(),
  isVersioned: z.boolean().nullable(),
  objectLock: objectLockSchema,
  latencyMs: z.number().nullable(),
});

export const localProbeSchema = z.object({
  kind: z.literal("local"),
  isUsable: z.boolean(),
  findings: z.array(findingSchema),
  freeBytes: z.number().nullable(),
  /** Null when there is no data directory to compare with. */
  isSeparateDisk: z.boolean().nullable(),
  /** Time to write and fsync a small file. */
  latencyMs: z.number().nullable(),
});

export const probeResultSchema = z.discriminatedUnion("kind", [objectStoreProbeSchema, localProbeSchema]);

export type Finding = z.infer<typeof findingSchema>;
export type ObjectLock = z.infer<typeof objectLockSchema>;
export type ObjectStoreProbe = z.infer<typeof objectStoreProbeSchema>;
export type LocalProbe = z.infer<typeof localProbeSchema>;
export type ProbeResult = z.infer<typeof probeResultSchema>;
