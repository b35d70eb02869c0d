import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { findBackupSets } from "#lib/backups/list-backup-sets.ts";
import { loadWindows } from "#lib/recovery/load-windows.ts";

/** 90 days of six incrementals and a full a day, in two repositories, with room. */
const MOST_SETS = 2_000;
const MOST_MARKERS = 300;

/** Everything the recovery timeline draws. */
export const getRecovery = readVerb("recovery.read", z.object({ id: z.uuid() }), async (ctx, { id }) => {
  const [windows, sets, operations] = await Promise.all([
    loadWindows(ctx.db, id),
    findBackupSets(ctx.db, { where: { resourceId: id, state: { not: "expired" } }, take: MOST_SETS }),
    ctx.db.operation.findMany({
      where: {
        resourceId: id,
        finishedAt: { not: null },
        OR: [{ kind: "restore" }, { status: "failed", kind: { in: ["backup", "verify"] } }],
      },
      orderBy: { createdAt: "desc" },
      take: MOST_MARKERS,
      select: { kind: true, status: true, finishedAt: true, errorMessage: true },
    }),
  ]);
  const markers = operations.map((operation) => ({
    atMicros: (BigInt(operation.finishedAt?.getTime() ?? 0) * 1000n).toString(),
    kind: operation.status === "succeeded" ? "restore" : "failed",
    text:
      operation.status === "succeeded"
        ? "restored"
        : `${operation.kind}: ${operation.errorMessage ?? operation.status}`,
  }));
  return { windows, sets, markers };
});
