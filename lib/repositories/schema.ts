import { z } from "zod";

export const localLocation = z.object({
  path: z
    .string()
    .trim()
    .regex(/^\/[^\0]*$/, "Give an absolute path.")
    .max(1024),
});

export const s3Location = z.object({
  endpoint: z.string().trim().min(1).max(255),
  port: z.number().int().min(1).max(65535).default(443),
  bucket: z.string().trim().min(3).max(63),
  prefix: z
    .string()
    .trim()
    .regex(/^\/?[\w./-]*$/)
    .default(""),
  region: z.string().trim().min(1).default("us-east-1"),
  uriStyle: z.enum(["path", "host"]).default("path"),
  /** A CA file on the worker's host, for a private certificate authority. */
  caFile: z.string().trim().nullable().default(null),
});

export const createRepositoryInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("local"),
    name: z.string().trim().min(1).max(63),
    host: z.string().min(1),
    location: localLocation,
    /** Left out: a strong one is made and answered once. */
    passphrase: z.string().min(20).max(256).optional(),
  }),
  z.object({
    kind: z.literal("s3"),
    name: z.string().trim().min(1).max(63),
    host: z.string().min(1),
    location: s3Location,
    accessKeyId: z.string().min(1).max(256),
    secretAccessKey: z.string().min(1).max(256),
    passphrase: z.string().min(20).max(256).optional(),
  }),
]);

export const repositoryIdInput = z.object({ id: z.uuid() });

export const probeFinding = z.object({
  name: z.string(),
  status: z.enum(["ok", "warning", "failed", "unknown"]),
  sentence: z.string(),
  hint: z.string().optional(),
});
export const probeResult = z.object({ findings: z.array(probeFinding) });

export const repositoryDto = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(["local", "s3"]),
  host: z.string(),
  location: z.union([s3Location, localLocation]),
  generation: z.number().int(),
  /** What the last probe found, null while none has finished. */
  probe: probeResult.nullable(),
  probedAt: z.iso.datetime().nullable(),
  lastProbeOperationId: z.uuid().nullable(),
  resources: z.array(z.object({ id: z.uuid(), name: z.string() })),
  setCount: z.number().int(),
  storedBytes: z.number(),
  createdAt: z.iso.datetime(),
});

export const createdRepository = repositoryDto.extend({
  /** In this answer and no other; null when it was given. */
  madePassphrase: z.string().nullable(),
});

export type RepositoryDto = z.infer<typeof repositoryDto>;
export type ProbeResult = z.infer<typeof probeResult>;
export type CreateRepositoryInput = z.infer<typeof createRepositoryInput>;
