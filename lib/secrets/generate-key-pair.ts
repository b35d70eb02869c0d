import { calculateJwkThumbprint, exportJWK, generateKeyPair as generate } from "jose";
import { type PrivateKey, type PublicKey, privateKeySchema, publicKeySchema } from "#lib/secrets/schema.ts";

/** A new P-256 key pair, in memory only. */
export async function generateKeyPair(
  version: number,
): Promise<{ publicKey: PublicKey; privateKey: PrivateKey }> {
  const pair = await generate("ECDH-ES", { crv: "P-256", extractable: true });
  const jwk = await exportJWK(pair.publicKey);
  const thumbprint = Buffer.from(await calculateJwkThumbprint(jwk), "base64url").toString("hex");
  const names = { kid: `${version}-${thumbprint.slice(0, 12)}`, alg: "ECDH-ES", use: "enc" };
  return {
    publicKey: publicKeySchema.parse({ ...jwk, ...names }),
    privateKey: privateKeySchema.parse({ ...(await exportJWK(pair.privateKey)), ...names }),
  };
}
