import type { Database } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

/** The newest migration this program was written for. A test keeps it equal to prisma/migrations. */
export const SCHEMA_VERSION = "20261123050000_damaged_segments";

/** Web and worker refuse a schema they do not know (T35): older code on a newer schema would write nonsense. */
export async function assertKnownSchema(db: Database): Promise<void> {
  const [row] = await db.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM "_prisma_migrations"
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name DESC LIMIT 1`;
  if (row?.migration_name === SCHEMA_VERSION) return;
  throw new AppError(
    "PRECONDITION",
    `The control database has schema ${row?.migration_name ?? "(none)"}; this program needs ${SCHEMA_VERSION}.`,
    { hint: "Run `npm run migrate` with the program version you are starting.", reason: "schema-version" },
  );
}
