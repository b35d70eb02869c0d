/**
 * Run after every start of the embedded installation: the first time it creates the demo people, and what
 * HOLDFAST_DEMO describes; later it only re-issues links for people who never set a password. Prints one JSON line.
 */
import { z } from "zod";
import type { Role } from "#lib/auth/permissions.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { type Context, systemClock } from "#lib/context.ts";
import { connectDatabase } from "#lib/db/client.ts";
import { webEnv } from "#lib/env.ts";
import { ensureDefaultPolicy } from "#lib/policies/ensure-default-policy.ts";
import { connectQueue } from "#lib/queue/queue.ts";
import { createRepository } from "#lib/repositories/create-repository.ts";
import { createResource } from "#lib/resources/create-resource.ts";
import { setUpResource } from "#lib/resources/set-up-resource.ts";
import { loadPublicKey } from "#lib/secrets/load-public-key.ts";
import { createUser } from "#lib/users/create-user.ts";
import { issueSignInLink } from "#lib/users/issue-sign-in-link.ts";

const demoSchema = z.object({
  host: z.string(),
  dataDirectory: z.string(),
  socketDirectory: z.string(),
  port: z.number(),
  user: z.string(),
  repositoryPath: z.string(),
});

const PEOPLE: { email: string; name: string; roles: Role[] }[] = [
  { email: "operator@example.com", name: "Oda Operator", roles: ["operator"] },
  { email: "manager@example.com", name: "Mara Manager", roles: ["manager"] },
  { email: "auditor@example.com", name: "Aron Auditor", roles: ["auditor"] },
  { email: "admin@example.com", name: "Ada Admin", roles: ["admin"] },
];

interface Link {
  name: string;
  email: string;
  roles: Role[];
  url: string;
}

const env = webEnv();
const db = connectDatabase(env.databaseUrl, { maxConnections: 4 });
const queue = await connectQueue(env.databaseUrl, {
  supervise: false,
  onError: (error) => console.error(error.message),
});
const ctx: Context = {
  db,
  queue,
  actor: { kind: "system", name: "first start" },
  now: systemClock,
  installation: { origin: env.origin, publicKey: () => loadPublicKey(env.publicKeyFile) },
  address: null,
  userAgent: null,
};

const links = await ensurePeople();
await db.$transaction((tx) => ensureDefaultPolicy(ctx, tx));
const demo = process.env.HOLDFAST_DEMO ? demoSchema.parse(JSON.parse(process.env.HOLDFAST_DEMO)) : null;
const made = demo && (await db.resource.count()) === 0 ? await registerDemo(demo) : null;
console.log(
  JSON.stringify({ links, resourceId: made?.resourceId ?? null, operations: made?.operations ?? [] }),
);
await queue.stop();
await db.$disconnect();

async function ensurePeople(): Promise<Link[]> {
  if ((await db.user.count()) === 0) {
    const made: Link[] = [];
    for (const person of PEOPLE) {
      const { link } = await createUser(ctx, person);
      made.push({ ...person, url: link.url });
    }
    return made;
  }
  const waiting = await db.user.findMany({
    where: { passwordHash: null, isActive: true, links: { some: { issuedBy: null } } },
    include: { roles: { where: { revokedAt: null } } },
    orderBy: { createdAt: "asc" },
  });
  const again: Link[] = [];
  for (const { id, name, email, roles } of waiting) {
    const { url } = await issueSignInLink(ctx, { id });
    again.push({ name, email, roles: roles.map((grant) => grant.role), url });
  }
  return again;
}

async function registerDemo(place: z.output<typeof demoSchema>) {
  const repository = await createRepository(ctx, {
    kind: "local",
    name: "local",
    host: place.host,
    location: { path: place.repositoryPath },
  });
  const resource = await createResource(ctx, {
    name: "orders-db",
    kind: "postgres",
    tier: "critical",
    host: place.host,
    settings: {
      dataDirectory: place.dataDirectory,
      socketDirectory: place.socketDirectory,
      port: place.port,
      user: place.user,
    },
    repositoryIds: [repository.id],
  });
  const setUp = await setUpResource(ctx, { id: resource.id, allowRestart: true });
  return { resourceId: resource.id, operations: [setUp.id, await queueFirstBackup(resource.id, setUp.id)] };
}

/** A backup before archiving is proven could not be restored: wait for the set-up, then queue it. */
async function queueFirstBackup(resourceId: string, setUpId: string): Promise<string> {
  for (;;) {
    const setUp = await db.operation.findUniqueOrThrow({ where: { id: setUpId } });
    if (setUp.status === "succeeded") break;
    if (setUp.finishedAt !== null)
      throw new Error(`The demo cluster could not be protected: ${setUp.errorMessage}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return (await startBackup(ctx, { resourceId, type: "full" })).id;
}
