import { z } from "zod";
import { clusterFacts } from "#lib/resources/schema.ts";

/** What a finished check says: which settings would change, and what is in the way. */
export const checkResult = z.object({
  changes: z.array(
    z.object({
      name: z.string(),
      current: z.string(),
      wanted: z.string(),
      needsRestart: z.boolean(),
      why: z.string(),
    }),
  ),
  needsRestart: z.boolean(),
  facts: clusterFacts.nullable(),
  problems: z.array(z.string()),
});
export type CheckResult = z.infer<typeof checkResult>;
