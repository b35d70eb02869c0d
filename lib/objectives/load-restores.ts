import type { Database } from "#lib/db/client.ts";
import type { MeasuredRestore } from "#lib/objectives/project-rto.ts";
import { restorePhases } from "#lib/objectives/restore-phases.ts";

/** Older restores say less about today's hosts and data. */
const MOST = 20;

export interface MeasuredRestores {
  /** Newest first. */
  restores: (MeasuredRestore & { atMicros: bigint; totalMs: number })[];
  /** Size of the cluster now, or of its newest set when it cannot be seen. */
  todayBytes: number | null;
}

export async function loadRestores(
  db: Database,
  resource: { id: string; sizeBytes: number | null },
): Promise<MeasuredRestores> {
  const [rows, newest] = await Promise.all([
    db.measurement.findMany({
      where: { resourceId: resource.id, kind: "rto" },
      orderBy: { atMicros: "desc" },
      take: MOST,
    }),
    db.backupSet.findFirst({
      where: { resourceId: resource.id, state: "present" },
      orderBy: { stoppedAtMicros: "desc" },
      select: { sizeBytes: true },
    }),
  ]);
  return {
    restores: rows.map((row) => ({
      ...restorePhases(row.details, Number(row.valueMs)),
      atMicros: row.atMicros,
      totalMs: Number(row.valueMs),
    })),
    todayBytes: resource.sizeBytes ?? (newest ? Number(newest.sizeBytes) : null),
  };
}
