import { access } from "node:fs/promises";
import { AppError } from "#lib/errors.ts";
import { readKeyFile } from "#lib/secrets/read-key-file.ts";
import { type PublicKey, publicKeySchema } from "#lib/secrets/schema.ts";

/** The public key new secrets are sealed to. Throws PRECONDITION, with what to do, when the file is missing. */
export async function loadPublicKey(file: string): Promise<PublicKey> {
  const key = await findPublicKey(file);
  if (key) return key;
  throw new AppError("PRECONDITION", `The public key ${file} is missing.`, {
    hint: "Put that file back; it is kept beside the private key in your escrow copy. A new key is never made for existing data.",
    reason: "key-missing",
  });
}

/** The same, or null when there is no such file. A damaged file still throws. */
export async function findPublicKey(file: string): Promise<PublicKey | null> {
  try {
    await access(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  }
  return readKeyFile(file, publicKeySchema);
}
