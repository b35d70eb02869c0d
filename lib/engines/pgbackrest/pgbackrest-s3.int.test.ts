import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ObjectStore, startObjectStore } from "#e2e/fixtures/object-store.ts";
import { startProtectedCluster } from "#e2e/fixtures/protected-cluster.ts";
import { physicalEngineContract } from "#lib/engines/engine.contract.ts";
import type { OpenRepository } from "#lib/engines/engine.ts";
import { pgbackrest } from "./pgbackrest.ts";

let store: ObjectStore;
beforeAll(async () => {
  store = await startObjectStore();
}, 120_000);
afterAll(() => store?.stop());

async function repository(bucket: string): Promise<OpenRepository> {
  await store.createBucket(bucket);
  return {
    id: "s3",
    position: 1,
    generation: 1,
    cipherPass: "correct horse battery staple",
    location: store.locate(bucket, "team/db"),
  };
}

physicalEngineContract("pgBackRest on an object store over TLS 1.3", pgbackrest(), () =>
  repository("contract"),
);

test("a certificate nobody vouches for, a wrong secret and a missing bucket are told apart, in seconds", async () => {
  const engine = pgbackrest();
  const source = await startProtectedCluster(engine, { repository: await repository("checks") });
  const startedAt = Date.now();
  const check = (change: Partial<ReturnType<ObjectStore["locate"]>>) => {
    const changed = { ...source.repository, location: { ...store.locate("checks", "team/db"), ...change } };
    return engine.checkRepository({ ...source.run, repositories: [changed] }, "s3");
  };
  try {
    await expect(check({ caFile: null })).rejects.toMatchObject({ reason: "untrusted-certificate" });
    await expect(check({ caFile: join(source.directory, "absent.pem") })).rejects.toMatchObject({
      reason: "ca-file-unreadable",
    });
    await expect(check({ secretAccessKey: "not the secret key" })).rejects.toMatchObject({
      reason: "store-refused",
    });
    await expect(check({ bucket: "no-such-bucket" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(Date.now() - startedAt).toBeLessThan(30_000);
  } finally {
    await source.stop();
  }
}, 120_000);
