import type { Database } from "#lib/db/client.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What people call the thing that somebody was refused; null for what has no name, is not there or is no id at all. */
export async function nameSubject(db: Database, type: string, id: string | null): Promise<string | null> {
  if (id === null || !uuid.test(id)) return null;
  switch (type) {
    case "change":
      return requestName(await db.changeRequest.findUnique({ where: { id }, select: { number: true } }));
    case "restore": {
      const restore = await db.restore.findUnique({
        where: { id },
        select: { change: { select: { number: true } } },
      });
      return requestName(restore?.change ?? null);
    }
    case "resource":
      return nameOf(await db.resource.findUnique({ where: { id }, select: { name: true } }));
    case "repository":
      return nameOf(await db.repository.findUnique({ where: { id }, select: { name: true } }));
    case "policy":
      return nameOf(await db.policy.findUnique({ where: { id }, select: { name: true } }));
    case "channel":
      return nameOf(await db.channel.findUnique({ where: { id }, select: { name: true } }));
    case "user":
      return nameOf(await db.user.findUnique({ where: { id }, select: { name: true } }));
    default:
      return null;
  }
}

function nameOf(row: { name: string } | null): string | null {
  return row?.name ?? null;
}

function requestName(row: { number: number } | null): string | null {
  return row === null ? null : `R-${row.number}`;
}
