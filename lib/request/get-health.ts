import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import packageJson from "../../package.json" with { type: "json" };

export const health = z.object({ status: z.enum(["ok", "unavailable"]), version: z.string() });

/** Says only whether the program can reach its database, and its version: it answers strangers. */
export const getHealth = readVerb("health.read", z.object({}), async (ctx) => {
  const isUp = await ctx.db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
  return { status: isUp ? ("ok" as const) : ("unavailable" as const), version: packageJson.version };
});
