import { compactDecrypt, importJWK } from "jose";
import { AppError } from "#lib/errors.ts";
import { readSealedHeader } from "#lib/secrets/read-sealed-header.ts";
import type { Keyring, PrivateKey, SecretPlace } from "#lib/secrets/schema.ts";

/**
 * Opens a secret sealed by `sealSecret` for exactly this row and column. Throws PRECONDITION when the keyring
 * lacks its key, INVALID when the value was moved, altered or is of another form.
 */
export async function openSecret(keyring: Keyring, place: SecretPlace, sealed: string): Promise<string> {
  const header = readSealedHeader(sealed);
  if (header.rowId !== place.rowId || header.column !== place.column) {
    throw new AppError("INVALID", "A stored secret belongs to another row or column.", {
      hint: "The control database was changed outside this program. Enter the secret again.",
      reason: "secret-moved",
    });
  }
  const key = keyring.get(header.kid);
  if (!key) {
    throw new AppError("PRECONDITION", `The key ${header.kid} that sealed a stored secret is missing here.`, {
      hint: "Put that private key back into the worker's key folder, from your escrow copy.",
      reason: "key-missing",
    });
  }
  return decrypt(key, sealed);
}

async function decrypt(key: PrivateKey, sealed: string): Promise<string> {
  try {
    const { plaintext } = await compactDecrypt(sealed, await importJWK(key, "ECDH-ES"), {
      keyManagementAlgorithms: ["ECDH-ES"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
  } catch (cause) {
    throw new AppError("INVALID", "A stored secret was altered or damaged and cannot be opened.", {
      hint: "Enter the secret again.",
      reason: "secret-altered",
      cause,
    });
  }
}
