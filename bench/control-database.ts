import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type ControlUrls, controlUrls, migrationsDirectory } from "#e2e/fixtures/control-server.ts";
import { type ScratchCluster, startScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { createKeyPair, type KeyPlaces } from "#lib/secrets/create-key-pair.ts";
import { migrate } from "#prisma/migrate.ts";

export interface ControlDatabase extends ControlUrls {
  keys: KeyPlaces;
  server: ScratchCluster;
  /** A second migrated database on the same server. */
  copyEmpty(name: string): Promise<ControlUrls>;
  stop(): Promise<void>;
}

/** A private one on a server of its own that writes as durably as in production, unless `settings` say otherwise. */
export async function startControlDatabase(
  settings: Record<string, string> = { fsync: "on" },
): Promise<ControlDatabase> {
  const server = await startScratchCluster({ initdbArgs: ["--auth-host=scram-sha-256"], settings });
  try {
    return await prepare(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function prepare(server: ScratchCluster): Promise<ControlDatabase> {
  const password = () => randomBytes(24).toString("hex");
  const passwords = { owner: password(), web: password(), worker: password() };
  await server.query(`CREATE ROLE holdfast_owner LOGIN CREATEROLE PASSWORD '${passwords.owner}'`);
  await server.query("CREATE DATABASE holdfast OWNER holdfast_owner");
  const urlsOf = (name: string) => controlUrls({ port: server.cluster.port, passwords }, name);
  const urls = urlsOf("holdfast");
  await migrate({ ...urls, directory: migrationsDirectory });
  const keys = {
    privateDirectory: join(server.directory, "keys"),
    publicKeyFile: join(server.directory, "public", "key.json"),
  };
  await createKeyPair(keys, 1);
  const copyEmpty = async (name: string) => {
    await server.query(`CREATE DATABASE ${name} TEMPLATE holdfast OWNER holdfast_owner`);
    return urlsOf(name);
  };
  return { ...urls, keys, server, copyEmpty, stop: server.stop };
}
