import type { Database, Transaction } from "#lib/db/client.ts";
import type { ChangeRequest, Hold } from "#lib/db/generated/client.ts";
import { maxOf } from "#lib/format/bigint.ts";

/** What holds now is never planned to end before this: it ends when it is released, not by the clock. */
const AT_LEAST_MICROS = 60_000_000n;

/**
 * When each hold ends if nobody does anything, in epoch microseconds, by its id; null: never. One that a restore needs
 * ends with its request, which nobody may have answered by then; it holds as long as it is there all the same.
 */
export async function loadHoldEnds(
  db: Database | Transaction,
  now: bigint,
  holds: readonly Pick<Hold, "id" | "restoreId" | "expiresAt">[],
): Promise<Map<string, bigint | null>> {
  const restores = await db.restore.findMany({
    where: { id: { in: holds.flatMap(({ restoreId }) => (restoreId === null ? [] : [restoreId])) } },
    select: { id: true, change: { select: { expiresAt: true, approvalExpiresAt: true } } },
  });
  const changes = new Map(restores.map(({ id, change }) => [id, change]));
  return new Map(
    holds.map(({ id, restoreId, expiresAt }) => {
      if (restoreId === null) return [id, micros(expiresAt)];
      return [id, maxOf(requestEnd(changes.get(restoreId)), now + AT_LEAST_MICROS)];
    }),
  );
}

type Lifetime = Pick<ChangeRequest, "expiresAt" | "approvalExpiresAt">;

/** Once approved it may begin until then; a request that is gone holds nothing much longer. */
function requestEnd(change: Lifetime | undefined): bigint {
  return micros(change?.approvalExpiresAt ?? change?.expiresAt ?? null) ?? 0n;
}

function micros(date: Date | null): bigint | null {
  return date === null ? null : BigInt(date.getTime()) * 1000n;
}
