import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { loadSystems } from "#lib/objectives/load-systems.ts";

export const listSystems = readVerb("measurement.read", z.object({}), async (ctx) => ({
  items: await loadSystems(ctx.db),
}));
