import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "#lib/errors.ts";
import { generateKeyPair } from "#lib/secrets/generate-key-pair.ts";
import { listKeyVersions, privateKeyFile } from "#lib/secrets/key-paths.ts";
import { findPublicKey } from "#lib/secrets/load-public-key.ts";
import { keyVersion, type PublicKey } from "#lib/secrets/schema.ts";

export interface KeyPlaces {
  /** Readable by the worker's user only. Holds every version. */
  privateDirectory: string;
  /** Readable by the web process. Holds the newest version only. */
  publicKeyFile: string;
}

/**
 * Makes key version `version` (private 0400, public 0444) and returns its public half. Version 1 is for an
 * installation without any sealed data: that, the caller must know. Throws CONFLICT when a key of this or a later
 * version exists; a private key is never overwritten, and the public file only by a newer version.
 */
export async function createKeyPair(places: KeyPlaces, version: number): Promise<PublicKey> {
  await refuseExisting(places, version);
  const { publicKey, privateKey } = await generateKeyPair(version);
  await mkdir(places.privateDirectory, { recursive: true, mode: 0o700 });
  await mkdir(dirname(places.publicKeyFile), { recursive: true, mode: 0o755 });
  await writeNewFile(privateKeyFile(places.privateDirectory, version), version, privateKey, 0o400);
  const next = `${places.publicKeyFile}.${version}`;
  await rm(next, { force: true });
  await writeNewFile(next, version, publicKey, 0o444);
  await rename(next, places.publicKeyFile);
  await syncFolder(places.publicKeyFile);
  return publicKey;
}

async function refuseExisting(places: KeyPlaces, version: number): Promise<void> {
  const existing = await listKeyVersions(places.privateDirectory);
  const published = await findPublicKey(places.publicKeyFile);
  if (published) existing.push(keyVersion(published.kid));
  if (existing.some((other) => other >= version)) throw existsError(version);
}

async function writeNewFile(path: string, version: number, content: object, mode: number): Promise<void> {
  const file = await open(path, "wx", mode).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST" ? existsError(version, error) : error;
  });
  try {
    // The umask may have taken bits of the public file away.
    await file.chmod(mode);
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(path);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

function existsError(version: number, cause?: unknown): AppError {
  return new AppError("CONFLICT", `Key version ${version} or a later one already exists.`, {
    hint: "Keep the existing key files; to change keys, rotate to a new version.",
    reason: "key-exists",
    cause,
  });
}
