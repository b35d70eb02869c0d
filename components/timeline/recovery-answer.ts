import { z } from "zod";
import { backupSetDto } from "#lib/backups/schema.ts";
import { microsText, recoveryWindow } from "#lib/recovery/schema.ts";

/** What GET /resources/:id/recovery answers. */
export const recoveryAnswer = z.object({
  windows: z.array(recoveryWindow),
  sets: z.array(backupSetDto),
  markers: z.array(
    z.object({
      atMicros: microsText,
      kind: z.enum(["restore", "failed", "proven", "check"]),
      text: z.string(),
    }),
  ),
});
export type RecoveryAnswer = z.infer<typeof recoveryAnswer>;
