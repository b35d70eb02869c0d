import type { Database, Transaction } from "#lib/db/client.ts";
import { type RecoveryWindow, recoveryWindow } from "#lib/recovery/schema.ts";

/** The last computed windows of a resource, one a repository, the primary repository first. */
export async function loadWindows(db: Database | Transaction, resourceId: string): Promise<RecoveryWindow[]> {
  const [rows, order] = await Promise.all([
    db.recoveryWindow.findMany({ where: { resourceId } }),
    db.resourceRepository.findMany({ where: { resourceId }, orderBy: { position: "asc" } }),
  ]);
  return order.flatMap(({ repositoryId }) => {
    const row = rows.find((each) => each.repositoryId === repositoryId);
    return row ? [recoveryWindow.parse(row.window)] : [];
  });
}
