import { z } from "zod";

/** What is stored in AlertDrill.channels: who was rehearsed with, and how it went there. */
export const drillChannels = z.array(
  z.object({
    id: z.uuid(),
    name: z.string(),
    /** When both the alarm and the all-clear had been accepted. */
    sentAt: z.iso.datetime().nullable(),
    error: z.string().nullable(),
  }),
);
export type DrillChannel = z.infer<typeof drillChannels>[number];
