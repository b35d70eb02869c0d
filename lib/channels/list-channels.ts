import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { loadChannels } from "#lib/channels/load-channel.ts";

export const listChannels = readVerb("channel.read", z.object({}), async (ctx) => ({
  items: await loadChannels(ctx.db),
}));
