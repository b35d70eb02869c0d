import type { Role } from "#lib/auth/permissions.ts";
import type { Database } from "#lib/db/client.ts";
import type { Queue } from "#lib/queue/queue.ts";
import type { PublicKey } from "#lib/secrets/schema.ts";

/** Who acts. Written to the audit trail as a snapshot, never as a reference. */
export type Actor =
  | { kind: "user"; id: string; name: string; email: string; roles: Role[]; sessionId: string }
  | {
      kind: "token";
      id: string;
      tokenId: string;
      name: string;
      email: string;
      roles: Role[];
      scopes: string[];
    }
  | { kind: "system"; name: string }
  | { kind: "anonymous" };

/** What every domain verb receives. */
export interface Context {
  db: Database;
  queue: Queue;
  actor: Actor;
  /** Epoch microseconds; the only clock of domain code, so that tests can move it. */
  now: () => bigint;
  /** Configured origin, for links; the installation's public key, for sealing. */
  installation: { origin: string; publicKey: () => Promise<PublicKey> };
  /** Where the request came from, for rate limits and the audit trail. */
  address: string | null;
  userAgent: string | null;
}

/** Wall clock in epoch microseconds (milliseconds resolution is all the platform gives). */
export const systemClock = () => BigInt(Date.now()) * 1000n;

export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return actor.name;
    case "token":
      return actor.name;
    case "system":
      return actor.name;
    case "anonymous":
      return "somebody not signed in";
  }
}
