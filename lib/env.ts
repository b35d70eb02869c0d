import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { AppError } from "#lib/errors.ts";

/** The only reader of process.env. Each process asks for its own part and refuses to start without it. */
function read<T>(schema: z.ZodType<T>, who: string): T {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  throw new AppError("PRECONDITION", `The ${who} cannot start: ${names}.`, {
    hint: "Set these variables, or use `npm start`, which sets them all.",
    reason: "environment",
  });
}

const databaseUrl = z.string().startsWith("postgres");

const webSchema = z.object({
  HOLDFAST_WEB_DATABASE_URL: databaseUrl,
  HOLDFAST_ORIGIN: z.url(),
  HOLDFAST_PUBLIC_KEY_FILE: z.string().startsWith("/"),
  NEXTAUTH_SECRET: z.string().min(32, "at least 32 characters"),
});

/** What the web process needs. It has no private key and no credential of a protected cluster (T35). */
export function webEnv() {
  const env = read(webSchema, "web process");
  return {
    databaseUrl: env.HOLDFAST_WEB_DATABASE_URL,
    origin: new URL(env.HOLDFAST_ORIGIN).origin,
    publicKeyFile: env.HOLDFAST_PUBLIC_KEY_FILE,
    authSecret: env.NEXTAUTH_SECRET,
  };
}

const workerSchema = z.object({
  HOLDFAST_WORKER_DATABASE_URL: databaseUrl,
  HOLDFAST_HOST: z.string().min(1).optional(),
  HOLDFAST_WORKER_DIRECTORY: z.string().startsWith("/"),
  HOLDFAST_PRIVATE_KEYS: z.string().startsWith("/"),
  HOLDFAST_HOOKS_DIRECTORY: z.string().startsWith("/").optional(),
  HOLDFAST_PGBACKREST: z.string().startsWith("/").optional(),
  HOLDFAST_ORIGIN: z.url().optional(),
  HOLDFAST_METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  HOLDFAST_METRICS_ADDRESS: z.string().min(1).optional(),
  HOLDFAST_METRICS_TOKEN_FILE: z.string().startsWith("/").optional(),
});

export type WorkerEnv = ReturnType<typeof workerEnv>;

/** What a worker needs. `host` names the queue it serves: one worker per host that has data. */
export function workerEnv() {
  const env = read(workerSchema, "worker");
  return {
    databaseUrl: env.HOLDFAST_WORKER_DATABASE_URL,
    host: env.HOLDFAST_HOST ?? os.hostname(),
    directory: env.HOLDFAST_WORKER_DIRECTORY,
    privateKeys: env.HOLDFAST_PRIVATE_KEYS,
    hooksDirectory: env.HOLDFAST_HOOKS_DIRECTORY ?? path.join(env.HOLDFAST_WORKER_DIRECTORY, "hooks"),
    pgbackrest: env.HOLDFAST_PGBACKREST ?? null,
    /** Of the web console, for links in messages; empty when it is not known here. */
    origin: env.HOLDFAST_ORIGIN ? new URL(env.HOLDFAST_ORIGIN).origin : "",
    metrics: env.HOLDFAST_METRICS_PORT ? metricsEnv(env.HOLDFAST_METRICS_PORT, env) : null,
  };
}

/** Where Prometheus asks. Beyond this machine only with a token: what it learns is for nobody else. */
function metricsEnv(port: number, env: z.infer<typeof workerSchema>) {
  const address = env.HOLDFAST_METRICS_ADDRESS ?? "127.0.0.1";
  const tokenFile = env.HOLDFAST_METRICS_TOKEN_FILE ?? null;
  if (tokenFile === null && !["127.0.0.1", "::1"].includes(address)) {
    throw new AppError("PRECONDITION", `Metrics on ${address} need HOLDFAST_METRICS_TOKEN_FILE.`, {
      hint: "Name a file with a token of at least 20 characters, and give the same to Prometheus.",
      reason: "environment",
    });
  }
  return { port, address, tokenFile };
}
