import { chown } from "node:fs/promises";
import { AppError } from "#lib/errors.ts";
import { createKeyPair } from "#lib/secrets/create-key-pair.ts";
import { listKeyVersions, privateKeyFile } from "#lib/secrets/key-paths.ts";
import { findPublicKey } from "#lib/secrets/load-public-key.ts";
import type { Account } from "./accounts.ts";
import type { Layout } from "./layout.ts";

/**
 * Makes the installation's key pair on the very first start. Afterwards a missing key stops the start with what to
 * do: a new one could open none of the stored secrets (T41).
 */
export async function prepareKeys(layout: Layout, worker: Account | null, hasData: boolean): Promise<void> {
  const hasPrivate = (await listKeyVersions(layout.privateKeys)).length > 0;
  const hasPublic = (await findPublicKey(layout.publicKeyFile)) !== null;
  if (hasPrivate && hasPublic) return;
  if (hasData || hasPrivate || hasPublic) {
    throw keyMissing(hasPrivate ? layout.publicKeyFile : `the private key in ${layout.privateKeys}`);
  }
  await createKeyPair({ privateDirectory: layout.privateKeys, publicKeyFile: layout.publicKeyFile }, 1);
  if (worker) await chown(privateKeyFile(layout.privateKeys, 1), worker.uid, worker.gid);
}

function keyMissing(what: string): AppError {
  return new AppError(
    "PRECONDITION",
    `This installation has data, but its key is missing: ${what} is not there.`,
    {
      hint: "Put the key files back from your escrow copy. A new key is never made for existing data: it could open none of the stored secrets.",
      reason: "key-missing",
    },
  );
}
