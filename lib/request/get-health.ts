import { z } from "zod";
import { loadWatch } from "#lib/alerts/load-watch.ts";
import { readVerb } from "#lib/auth/verb.ts";
import packageJson from "../../package.json" with { type: "json" };

export const health = z.object({
  status: z.enum(["ok", "unavailable"]),
  version: z.string(),
  /** In sentences for anybody: no name of a host, a person or a resource. */
  problems: z.array(z.string()),
});

/**
 * Whether the program can reach its database and somebody keeps watch: a worker that is gone cannot say so itself,
 * so an external monitor hears it here. It answers strangers. Before the first worker ever came there is no watch
 * that could have ended.
 */
export const getHealth = readVerb("health.read", z.object({}), async (ctx) => {
  const { version } = packageJson;
  const watch = await loadWatch(ctx.db, ctx.now()).catch(() => null);
  const problems =
    watch === null ? ["The control database does not answer."] : watch.hasBegun ? watch.problems : [];
  return { status: problems.length === 0 ? ("ok" as const) : ("unavailable" as const), version, problems };
});

/** A monitor looks at the status before it reads anything: 503 is what it calls unhealthy. */
export function healthStatus(output: unknown): number {
  return health.parse(output).status === "ok" ? 200 : 503;
}
