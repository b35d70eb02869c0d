import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { webBinding } from "../web-binding.ts";
import { chooseDataFolder } from "./layout.ts";

const urlNames = [
  "HOLDFAST_OWNER_DATABASE_URL",
  "HOLDFAST_WEB_DATABASE_URL",
  "HOLDFAST_WORKER_DATABASE_URL",
] as const;

const workerNames = [
  "HOLDFAST_HOST",
  "HOLDFAST_HOOKS_DIRECTORY",
  "HOLDFAST_PGBACKREST",
  "HOLDFAST_METRICS_PORT",
  "HOLDFAST_METRICS_ADDRESS",
  "HOLDFAST_METRICS_TOKEN_FILE",
] as const;

const port = z.coerce.number().int().min(1).max(65_535);
const schema = z.object({
  HOLDFAST_PORT: port.default(3000),
  HOLDFAST_CONTROL_PORT: port.optional(),
  HOLDFAST_DEMO_PORT: port.optional(),
  HOLDFAST_ORIGIN: z.url().optional(),
  HOLDFAST_BIND: z.string().optional(),
  HOLDFAST_NO_DEMO: z.string().optional(),
});

export type StartOptions = ReturnType<typeof readOptions>;

/** What the person asked for, from the environment of `npm start`. Throws INVALID in words they can act on. */
export function readOptions(env: NodeJS.ProcessEnv, uid: number) {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new AppError("INVALID", `The environment is not usable: ${problems.join("; ")}.`);
  }
  const { HOLDFAST_PORT: webPort, HOLDFAST_NO_DEMO: noDemo } = parsed.data;
  const origin = new URL(parsed.data.HOLDFAST_ORIGIN ?? `http://localhost:${webPort}`).origin;
  return {
    data: chooseDataFolder(env, uid),
    uid,
    webPort,
    origin,
    bind: webBinding(origin, parsed.data.HOLDFAST_BIND),
    controlPort: parsed.data.HOLDFAST_CONTROL_PORT,
    demoPort: parsed.data.HOLDFAST_DEMO_PORT,
    wantsDemo: noDemo === undefined || noDemo === "" || noDemo === "0",
    external: externalDatabase(env),
    workerOverrides: pick(env, workerNames),
  };
}

/** The three URLs of a real server, or null for the embedded one. */
function externalDatabase(env: NodeJS.ProcessEnv) {
  const urls = pick(env, urlNames);
  const { HOLDFAST_OWNER_DATABASE_URL: owner, HOLDFAST_WEB_DATABASE_URL: web } = urls;
  const worker = urls.HOLDFAST_WORKER_DATABASE_URL;
  if (owner && web && worker) return { owner, web, worker };
  const missing = urlNames.filter((name) => !urls[name]);
  if (missing.length === urlNames.length) return null;
  throw new AppError(
    "INVALID",
    `Of the control database's three URLs, ${missing.join(" and ")} is not set.`,
    {
      hint: "Set all three to use a server of your own, or none to use the embedded one.",
    },
  );
}

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}
