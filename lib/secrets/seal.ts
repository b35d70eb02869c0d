import { CompactEncrypt, importJWK } from "jose";
import type { PublicKey, SecretPlace } from "#lib/secrets/schema.ts";

/**
 * Seals a secret to the installation's public key as a compact JWE (ECDH-ES, A256GCM). Only a holder of the
 * private key opens it, and only for this row and column.
 */
export async function sealSecret(
  publicKey: PublicKey,
  place: SecretPlace,
  plaintext: string,
): Promise<string> {
  const key = await importJWK(publicKey, "ECDH-ES");
  return new CompactEncrypt(new TextEncoder().encode(plaintext))
    .setProtectedHeader({
      alg: "ECDH-ES",
      enc: "A256GCM",
      kid: publicKey.kid,
      rowId: place.rowId,
      column: place.column,
    })
    .encrypt(key);
}
