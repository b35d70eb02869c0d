import { loadAlerts } from "#lib/alerts/load-alerts.ts";
import { type AlertDto, alertIdInput } from "#lib/alerts/schema.ts";
import { readVerb } from "#lib/auth/verb.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

export const getAlert = readVerb("alert.read", alertIdInput, async (ctx, { id }) => loadAlert(ctx.db, id));

export async function loadAlert(db: Database | Transaction, id: string): Promise<AlertDto> {
  const [alert] = await loadAlerts(db, { where: { id } });
  if (!alert) throw new AppError("NOT_FOUND", "There is no such alert.");
  return alert;
}
