import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { loadMarkers } from "#lib/recovery/load-markers.ts";
import { loadWindows } from "#lib/recovery/load-windows.ts";
import type { RecoveryAnswer } from "#lib/recovery/schema.ts";
import { toTimelineSets } from "#lib/recovery/to-timeline-sets.ts";

/** 90 days of a set every fifteen minutes, in two repositories, with room. */
const MOST_SETS = 20_000;

/** Everything the recovery timeline draws. */
export const getRecovery = readVerb(
  "recovery.read",
  z.object({ id: z.uuid() }),
  async (ctx, { id }): Promise<RecoveryAnswer> => {
    const [windows, rows, markers] = await Promise.all([
      loadWindows(ctx.db, id),
      ctx.db.backupSet.findMany({
        where: { resourceId: id, state: { not: "expired" } },
        orderBy: [{ stoppedAtMicros: "desc" }, { id: "desc" }],
        take: MOST_SETS,
        select: {
          repositoryId: true,
          label: true,
          type: true,
          priorLabel: true,
          state: true,
          stoppedAtMicros: true,
          stopLsn: true,
          timeline: true,
          repositoryBytes: true,
          storedAt: true,
          chainAt: true,
          walAt: true,
          checksummedAt: true,
          restoredAt: true,
          problem: true,
        },
      }),
      loadMarkers(ctx.db, id),
    ]);
    return { windows, sets: toTimelineSets(rows, windows), markers };
  },
);
