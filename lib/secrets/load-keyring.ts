import { stat } from "node:fs/promises";
import { AppError } from "#lib/errors.ts";
import { listKeyVersions, privateKeyFile } from "#lib/secrets/key-paths.ts";
import { readKeyFile } from "#lib/secrets/read-key-file.ts";
import { type Keyring, keyVersion, type PrivateKey, privateKeySchema } from "#lib/secrets/schema.ts";

/**
 * Every private key of a folder. Throws PRECONDITION, with what to do, when there is none, one is damaged, or
 * one can be read by other users: a worker must not start then.
 */
export async function loadKeyring(directory: string): Promise<Keyring> {
  const versions = await listKeyVersions(directory);
  if (versions.length === 0) {
    throw new AppError("PRECONDITION", `There is no private key in ${directory}.`, {
      hint: "Put the key files of this installation back from your escrow copy. A new key is never made for existing data: it could open none of the stored secrets.",
      reason: "key-missing",
    });
  }
  const keys = await Promise.all(versions.map((version) => loadPrivateKey(directory, version)));
  return new Map(keys.map((key) => [key.kid, key]));
}

async function loadPrivateKey(directory: string, version: number): Promise<PrivateKey> {
  const path = privateKeyFile(directory, version);
  const key = await readKeyFile(path, privateKeySchema);
  if (((await stat(path)).mode & 0o077) !== 0) {
    throw new AppError("PRECONDITION", `The private key ${path} can be read by other users.`, {
      hint: `Run chmod 0400 ${path} as its owner, and rotate the key if others may have read it.`,
      reason: "key-exposed",
    });
  }
  if (keyVersion(key.kid) !== version) {
    throw new AppError("PRECONDITION", `The file ${path} holds another key version, ${key.kid}.`, {
      hint: "Give each key file back the name it was created with.",
      reason: "key-misnamed",
    });
  }
  return key;
}
