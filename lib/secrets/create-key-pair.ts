import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "#lib/errors.ts";
import { generateKeyPair } from "#lib/secrets/generate-key-pair.ts";
import { listKeyVersions, privateKeyFile, publicKeyFile } from "#lib/secrets/key-paths.ts";
import type { PublicKey } from "#lib/secrets/schema.ts";

export interface KeyFolders {
  /** Readable by the worker's user only. */
  privateDirectory: string;
  /** Readable by the web process. */
  publicDirectory: string;
}

/**
 * Makes key version `version` (private 0400, public 0444) and returns its public half. Version 1 is for an
 * installation without any sealed data: that, the caller must know. Throws CONFLICT when a key with this or a
 * later version exists in either folder; nothing is ever overwritten.
 */
export async function createKeyPair(folders: KeyFolders, version: number): Promise<PublicKey> {
  await refuseExisting(folders, version);
  const { publicKey, privateKey } = await generateKeyPair(version);
  await mkdir(folders.privateDirectory, { recursive: true, mode: 0o700 });
  await mkdir(folders.publicDirectory, { recursive: true, mode: 0o755 });
  await writeNewFile(privateKeyFile(folders.privateDirectory, version), version, privateKey, 0o400);
  await writeNewFile(publicKeyFile(folders.publicDirectory, version), version, publicKey, 0o444);
  return publicKey;
}

async function refuseExisting(folders: KeyFolders, version: number): Promise<void> {
  const existing = [
    ...(await listKeyVersions(folders.privateDirectory, "private")),
    ...(await listKeyVersions(folders.publicDirectory, "public")),
  ];
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
  const directory = await open(dirname(path), "r");
  await directory.sync().finally(() => directory.close());
}

function existsError(version: number, cause?: unknown): AppError {
  return new AppError("CONFLICT", `Key version ${version} or a later one already exists.`, {
    hint: "Keep the existing key files; to change keys, rotate to a new version.",
    reason: "key-exists",
    cause,
  });
}
