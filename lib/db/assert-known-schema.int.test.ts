import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { migrationsDirectory } from "#e2e/fixtures/control-server.ts";
import { assertKnownSchema, SCHEMA_VERSION } from "#lib/db/assert-known-schema.ts";
import { migrate } from "#prisma/migrate.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());

describe("schema version", () => {
  test("the program was written for the newest migration", async () => {
    const names = (await readdir(migrationsDirectory, { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    expect(
      names
        .map((entry) => entry.name)
        .toSorted()
        .at(-1),
    ).toBe(SCHEMA_VERSION);
  });

  test("web and worker accept the migrated database", async () => {
    await assertKnownSchema(control.web({ kind: "anonymous" }).db);
    await assertKnownSchema(control.worker().db);
  });

  test("migrating again, twice at once, applies nothing and breaks nothing", async () => {
    const again = () => migrate({ ...control, directory: migrationsDirectory });
    expect(await Promise.all([again(), again()])).toEqual([[], []]);
  });

  test("a newer schema is refused", async () => {
    await control.owner.$executeRaw`
      INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at)
      VALUES (gen_random_uuid()::text, 'x', '29990101000000_from_the_future', now())`;
    await expect(assertKnownSchema(control.worker().db)).rejects.toMatchObject({ reason: "schema-version" });
  });
});
