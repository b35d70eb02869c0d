import { randomBytes } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { AppError } from "#lib/errors.ts";
import { type Environment, readEnvironmentFile, writeEnvironmentFile } from "./environment-file.ts";
import type { Layout } from "./layout.ts";
import type { StartOptions } from "./read-options.ts";

/** The variables of each process. Each has its own file, and gets nothing of the others' (T35). */
export interface Environments {
  /** The embedded server's superuser; null with a server of your own. */
  control: Environment | null;
  migrate: Environment;
  web: Environment;
  worker: Environment;
}

const files = { control: "control.env", migrate: "migrate.env", web: "web.env", worker: "worker.env" };

/**
 * Reads the environment files, makes what is missing (passwords, the session secret) and writes them. Lines that an
 * administrator added stay. `controlPort` is null with a server of your own.
 */
export async function prepareEnvironment(
  layout: Layout,
  options: StartOptions,
  controlPort: number | null,
): Promise<Environments> {
  const at = (name: keyof typeof files) => path.join(layout.environment, files[name]);
  const old = {
    control: await readEnvironmentFile(at("control")),
    migrate: await readEnvironmentFile(at("migrate")),
    web: await readEnvironmentFile(at("web")),
    worker: await readEnvironmentFile(at("worker")),
  };
  const urls = options.external ?? embeddedUrls(old, controlPort ?? 0);
  const environments: Environments = {
    control: options.external
      ? null
      : { ...old.control, PGPASSWORD: old.control.PGPASSWORD ?? createSecret() },
    migrate: {
      ...old.migrate,
      HOLDFAST_OWNER_DATABASE_URL: urls.owner,
      HOLDFAST_WEB_DATABASE_URL: urls.web,
      HOLDFAST_WORKER_DATABASE_URL: urls.worker,
    },
    web: {
      ...old.web,
      HOLDFAST_WEB_DATABASE_URL: urls.web,
      HOLDFAST_ORIGIN: options.origin,
      HOLDFAST_BIND: options.bind,
      HOLDFAST_PORT: String(options.webPort),
      HOLDFAST_PUBLIC_KEY_FILE: layout.publicKeyFile,
      NEXTAUTH_SECRET: old.web.NEXTAUTH_SECRET ?? createSecret(),
    },
    worker: {
      // Pinned: resources belong to this name, also after the machine got another one.
      HOLDFAST_HOST: os.hostname(),
      HOLDFAST_HOOKS_DIRECTORY: layout.hooks,
      ...old.worker,
      ...options.workerOverrides,
      HOLDFAST_WORKER_DATABASE_URL: urls.worker,
      HOLDFAST_WORKER_DIRECTORY: layout.worker,
      HOLDFAST_PRIVATE_KEYS: layout.privateKeys,
      HOLDFAST_ORIGIN: options.origin,
    },
  };
  for (const name of ["control", "migrate", "web", "worker"] as const) {
    const environment = environments[name];
    if (environment) await writeEnvironmentFile(at(name), environment);
  }
  return environments;
}

/** The port the embedded server used last, null before the first start. */
export async function readControlPort(layout: Layout): Promise<number | null> {
  const { HOLDFAST_OWNER_DATABASE_URL: url } = await readEnvironmentFile(
    path.join(layout.environment, files.migrate),
  );
  return url ? Number(new URL(url).port) : null;
}

/** A database whose passwords are lost is never quietly given new ones: T41 in spirit. */
export async function requirePasswords(layout: Layout): Promise<void> {
  const { PGPASSWORD } = await readEnvironmentFile(path.join(layout.environment, files.control));
  if (PGPASSWORD) return;
  throw new AppError(
    "PRECONDITION",
    `The passwords of the control database are missing from ${layout.environment}.`,
    {
      hint: "The database is there, its passwords are not. Put the environment folder back from your copy of the data folder.",
      reason: "passwords-missing",
    },
  );
}

function embeddedUrls(old: Record<"migrate" | "web" | "worker", Environment>, port: number) {
  const url = (role: string, previous: string | undefined) => {
    const password = previous ? new URL(previous).password : createSecret();
    return `postgresql://${role}:${password}@127.0.0.1:${port}/holdfast`;
  };
  return {
    owner: url("holdfast_owner", old.migrate.HOLDFAST_OWNER_DATABASE_URL),
    web: url("holdfast_web", old.web.HOLDFAST_WEB_DATABASE_URL),
    worker: url("holdfast_worker", old.worker.HOLDFAST_WORKER_DATABASE_URL),
  };
}

/** 256 random bits in characters that need no quoting in a URL or a file. */
function createSecret(): string {
  return randomBytes(32).toString("base64url");
}
