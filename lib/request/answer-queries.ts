import { verbsFor } from "#lib/auth/permissions.ts";
import type { Context } from "#lib/context.ts";
import { api } from "#lib/request/api.ts";

interface Query {
  queryKey: readonly unknown[];
  /** `path` is below /api/v1, with its query. */
  meta: { path: string };
}

interface Answer {
  queryKey: readonly unknown[];
  /** As the API's own schema reads it from JSON: what the browser would have got. */
  data: unknown;
}

const endpoints = Object.entries(api)
  .filter(([name]) => name.startsWith("GET "))
  .map(([name, { verb, output }]) => {
    const path = name.slice("GET ".length);
    return { pattern: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`), path, verb, output };
  })
  // An address without a name in it comes before one that it would fit too.
  .sort((a, b) => a.path.split("{").length - b.path.split("{").length);

/**
 * What a page is about to ask, answered before it leaves. What this person may not ask, and what fails, is left
 * to the browser, which asks again and says why; so that a refusal is written down once.
 */
export async function answerQueries(ctx: Context, queries: readonly Query[]): Promise<Answer[]> {
  const { actor } = ctx;
  if (actor.kind !== "user") return [];
  const allowed = new Set<string>(verbsFor(actor.roles));
  const answers = await Promise.all(
    queries.map(async ({ queryKey, meta }): Promise<Answer | null> => {
      const address = new URL(meta.path, "http://page");
      const found = endpoints.find(({ pattern }) => pattern.test(address.pathname));
      if (!found || !allowed.has(found.verb.verb)) return null;
      const names = found.pattern.exec(address.pathname)?.groups;
      const input = { ...Object.fromEntries(address.searchParams), ...names };
      try {
        const output = await found.verb.fromUnknown(ctx, input);
        return { queryKey, data: found.output.parse(JSON.parse(JSON.stringify(output))) };
      } catch {
        return null;
      }
    }),
  );
  return answers.filter((answer) => answer !== null);
}
