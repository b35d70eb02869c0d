import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { loadDeadMan } from "#lib/channels/load-dead-man.ts";

export const getDeadMan = readVerb("channel.read", z.object({}), (ctx) => loadDeadMan(ctx.db));
