import { z } from "zod";

/** `kid` is the key version and the start of the key's fingerprint: "2-9f86d081884c". */
const keyId = z.string().regex(/^[1-9]\d*-[0-9a-f]{12}$/);

const publicFields = {
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string().min(1),
  y: z.string().min(1),
  kid: keyId,
  alg: z.literal("ECDH-ES"),
  use: z.literal("enc"),
};

export const publicKeySchema = z.strictObject(publicFields);
export const privateKeySchema = z.strictObject({ ...publicFields, d: z.string().min(1) });

/** Everything a sealed value's header may say; anything more (zip, jku, crit, …) is refused. */
export const sealedHeaderSchema = z.strictObject({
  alg: z.literal("ECDH-ES"),
  enc: z.literal("A256GCM"),
  epk: z.strictObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: z.string(), y: z.string() }),
  kid: keyId,
  rowId: z.string().min(1),
  column: z.string().min(1),
});

export type PublicKey = z.infer<typeof publicKeySchema>;
export type PrivateKey = z.infer<typeof privateKeySchema>;
export type SealedHeader = z.infer<typeof sealedHeaderSchema>;

/** Where a sealed value is stored. It opens nowhere else. */
export interface SecretPlace {
  rowId: string;
  /** Table and column, e.g. "repository.cipherPass". */
  column: string;
}

/** The private keys of a worker by key id. Only the newest seals; the others are kept to open what they sealed. */
export type Keyring = ReadonlyMap<string, PrivateKey>;

/** The version number of a key id: 2 for "2-9f86d081884c". */
export function keyVersion(kid: string): number {
  return Number(kid.split("-", 1)[0]);
}
