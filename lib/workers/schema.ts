import { z } from "zod";

export const workerDto = z.object({
  host: z.string(),
  startedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  isOnline: z.boolean(),
  version: z.string(),
  engines: z.array(z.object({ name: z.string(), version: z.string(), missingFeatures: z.array(z.string()) })),
  hooks: z.array(z.object({ name: z.string(), sha256: z.string() })),
});
export const workerList = z.object({ items: z.array(workerDto) });
export type WorkerDto = z.infer<typeof workerDto>;
