import type { DeadManDto } from "#lib/channels/schema.ts";
import { DEAD_MAN_ID } from "#lib/channels/secrets.ts";
import type { Database, Transaction } from "#lib/db/client.ts";

/** The dead-man switch as it is shown: off until an address was given. */
export async function loadDeadMan(db: Database | Transaction): Promise<DeadManDto> {
  const row = await db.deadManSwitch.findUnique({ where: { id: DEAD_MAN_ID } });
  return {
    isEnabled: row?.isEnabled ?? false,
    host: row?.isEnabled ? row.host : null,
    lastSuccessAt: row?.lastSuccessAt?.toISOString() ?? null,
    lastFailureAt: row?.lastFailureAt?.toISOString() ?? null,
    lastFailure: row?.lastFailure ?? null,
  };
}
