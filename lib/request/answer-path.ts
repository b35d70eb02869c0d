import { verbsFor } from "#lib/auth/permissions.ts";
import type { Context } from "#lib/context.ts";
import { api } from "#lib/request/api.ts";

const endpoints = Object.entries(api)
  .filter(([name]) => name.startsWith("GET "))
  .map(([name, { verb, output }]) => {
    const path = name.slice("GET ".length);
    return { pattern: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`), path, verb, output };
  })
  // An address without a name in it comes before one that it would fit too.
  .sort((a, b) => a.path.split("{").length - b.path.split("{").length);

/**
 * What a page is about to ask, answered before it leaves: as the API's own schema reads it from JSON, so what the
 * browser would have got. `path` is below /api/v1, with its query. Null for what this person may not ask, and for what
 * fails: the browser asks again and says why, so that a refusal is written down once.
 */
export async function answerPath(ctx: Context, path: string): Promise<unknown> {
  const address = new URL(path, "http://page");
  const found = endpoints.find(({ pattern }) => pattern.test(address.pathname));
  if (!found || ctx.actor.kind !== "user" || !verbsFor(ctx.actor.roles).includes(found.verb.verb))
    return null;
  const names = found.pattern.exec(address.pathname)?.groups;
  try {
    const output = await found.verb.fromUnknown(ctx, {
      ...Object.fromEntries(address.searchParams),
      ...names,
    });
    return found.output.parse(JSON.parse(JSON.stringify(output)));
  } catch {
    return null;
  }
}
