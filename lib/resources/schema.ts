import { z } from "zod";

export const resourceKinds = ["postgres", "files", "config", "code", "logs"] as const;

const absolutePath = z
  .string()
  .trim()
  .regex(/^\/[^\0]*$/, "Give an absolute path.")
  .max(1024);

/** Names of executables in the hooks folder of the worker's host, by the moment they run. */
export const resourceHooks = z.object({
  stop: z.string().optional(),
  start: z.string().optional(),
  health: z.string().optional(),
});

export const postgresSettings = z.object({
  dataDirectory: absolutePath,
  socketDirectory: absolutePath,
  port: z.number().int().min(1).max(65535),
  user: z.string().min(1).max(63),
  hooks: resourceHooks.default({}),
});

export const createResourceInput = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Use lower-case letters, digits and hyphens."),
  kind: z.literal("postgres"),
  tier: z.enum(["critical", "standard"]).default("standard"),
  host: z.string().min(1),
  settings: postgresSettings,
  repositoryIds: z
    .array(z.uuid())
    .min(1, "Choose at least one repository.")
    .max(4)
    .refine((ids) => new Set(ids).size === ids.length, "Choose each repository once."),
  /** Left out: the runbook's policy. */
  policyId: z.uuid().optional(),
  /** Left out: those of its policy. */
  objectives: z
    .object({ rpoSeconds: z.number().int().positive(), rtoSeconds: z.number().int().positive() })
    .optional(),
});

/** Everything but the name, the kind and the repositories: those are the resource's identity. */
export const updateResourceInput = z.object({
  id: z.uuid(),
  settings: postgresSettings,
  objectives: z.object({ rpoSeconds: z.number().int().positive(), rtoSeconds: z.number().int().positive() }),
});

export const resourceIdInput = z.object({ id: z.uuid() });
export const setUpResourceInput = z.object({
  id: z.uuid(),
  /** Restarting a protected cluster drops its sessions; nothing does it without this. */
  allowRestart: z.boolean().default(false),
});

/** What the worker last saw of a cluster. */
export const clusterFacts = z.object({
  clusterState: z.enum(["running", "stopped", "broken", "gone"]),
  stateReason: z.string().nullable(),
  version: z.string().nullable(),
  majorVersion: z.number().int().nullable(),
  sizeBytes: z.number().nullable(),
  sessions: z.number().int().nullable(),
  freeBytes: z.number().nullable(),
  startOptions: z.array(z.string()),
  archiver: z
    .object({
      failedCount: z.number(),
      lastFailedSegment: z.string().nullable(),
      lastArchivedSegment: z.string().nullable(),
      /** The last attempt to archive a segment was refused. */
      isFailing: z.boolean().default(false),
    })
    .nullable(),
});

export const resourceDto = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(resourceKinds),
  state: z.enum(["new", "protected"]),
  tier: z.enum(["critical", "standard"]),
  host: z.string(),
  settings: postgresSettings,
  systemIdentifier: z.string().nullable(),
  repositories: z.array(
    z.object({ id: z.uuid(), name: z.string(), kind: z.enum(["local", "s3"]), position: z.number() }),
  ),
  objectives: z.object({ rpoSeconds: z.number().nullable(), rtoSeconds: z.number().nullable() }),
  facts: clusterFacts.nullable(),
  factsAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

export type PostgresSettings = z.infer<typeof postgresSettings>;
export type ClusterFacts = z.infer<typeof clusterFacts>;
export type ResourceDto = z.infer<typeof resourceDto>;
