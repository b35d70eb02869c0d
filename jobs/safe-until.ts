import type { WorkerContext } from "#jobs/worker-context.ts";
import { computeRecoveryWindow, type WindowInput } from "#lib/recovery/rules.ts";

/**
 * Newest look at the cluster by which everything committed is in the archive: an idle database is restorable up to
 * then. Null when no look is old enough.
 */
export async function findSafeUntil(
  worker: WorkerContext,
  resourceId: string,
  input: Omit<WindowInput, "nowMicros">,
): Promise<bigint | null> {
  const { newest } = computeRecoveryWindow({ ...input, nowMicros: worker.now() });
  if (newest === null) return null;
  const [safe] = await worker.db.$queryRaw<{ at_micros: bigint; snapshot: string }[]>`
    SELECT at_micros, snapshot FROM position_samples
    WHERE resource_id = ${resourceId}::uuid AND timeline = ${newest.timeline} AND lsn::pg_lsn <= ${newest.lsn}::pg_lsn
    ORDER BY at_micros DESC LIMIT 1`;
  if (!safe) return null;
  const [same] = await worker.db.$queryRaw<{ at_micros: bigint }[]>`
    SELECT at_micros FROM position_samples
    WHERE resource_id = ${resourceId}::uuid AND timeline = ${newest.timeline} AND snapshot = ${safe.snapshot}
    ORDER BY at_micros DESC LIMIT 1`;
  return same?.at_micros ?? safe.at_micros;
}
