import { type Context, systemClock } from "#lib/context.ts";
import { connectDatabase } from "#lib/db/client.ts";
import { connectQueue } from "#lib/queue/queue.ts";
import type { KeyPlaces } from "#lib/secrets/create-key-pair.ts";
import { loadPublicKey } from "#lib/secrets/load-public-key.ts";

export type Closers = (() => Promise<unknown>)[];

/** What the web process has: its own database role, and no key but the public one. */
export async function openContext(
  control: { webUrl: string; keys: KeyPlaces },
  closers: Closers,
): Promise<Context> {
  const db = connectDatabase(control.webUrl);
  closers.push(() => db.$disconnect());
  const queue = await connectQueue(control.webUrl, {
    supervise: false,
    onError: (error) => console.error(error.message),
  });
  closers.push(queue.stop);
  return {
    db,
    queue,
    actor: { kind: "system", name: "bench" },
    now: systemClock,
    installation: {
      origin: "http://127.0.0.1",
      publicKey: () => loadPublicKey(control.keys.publicKeyFile),
    },
    address: null,
    userAgent: null,
  };
}
