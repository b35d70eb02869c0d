import type { Database, Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { type ResourceRow, resourceRows } from "#lib/resources/to-resource-dto.ts";

export async function loadResource(db: Database | Transaction, id: string): Promise<ResourceRow> {
  const row = await db.resource.findUnique({ where: { id }, include: resourceRows });
  if (!row) throw new AppError("NOT_FOUND", "There is no such resource.");
  return row;
}
