import { assertKnownSchema } from "#lib/db/assert-known-schema.ts";
import { connectDatabase, type Database } from "#lib/db/client.ts";
import { webEnv } from "#lib/env.ts";
import { connectQueue, type Queue } from "#lib/queue/queue.ts";
import { loadPublicKey } from "#lib/secrets/load-public-key.ts";
import type { PublicKey } from "#lib/secrets/schema.ts";

export interface Installation {
  db: Database;
  queue: Queue;
  env: ReturnType<typeof webEnv>;
  publicKey: () => Promise<PublicKey>;
}

// Next evaluates route bundles separately; the connections of one process are kept where all of them look.
const slot = globalThis as typeof globalThis & { holdfastInstallation?: Promise<Installation> };

/** The connections of this web process, opened on first use. It has no private key (T35). */
export function installation(): Promise<Installation> {
  slot.holdfastInstallation ??= open().catch((error) => {
    delete slot.holdfastInstallation;
    throw error;
  });
  return slot.holdfastInstallation;
}

async function open(): Promise<Installation> {
  const env = webEnv();
  const db = connectDatabase(env.databaseUrl);
  await assertKnownSchema(db);
  const queue = await connectQueue(env.databaseUrl, {
    supervise: false,
    onError: (error) =>
      console.error(JSON.stringify({ level: "error", at: "queue", message: error.message })),
  });
  return { db, queue, env, publicKey: () => loadPublicKey(env.publicKeyFile) };
}
