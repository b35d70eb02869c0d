import { AppError } from "#lib/errors.ts";
import { listKeyVersions, publicKeyFile } from "#lib/secrets/key-paths.ts";
import { readKeyFile } from "#lib/secrets/read-key-file.ts";
import { type PublicKey, publicKeySchema } from "#lib/secrets/schema.ts";

/** The newest public key of a folder: the one new secrets are sealed to. Throws PRECONDITION without one. */
export async function loadPublicKey(directory: string): Promise<PublicKey> {
  const newest = (await listKeyVersions(directory, "public")).at(-1);
  if (newest === undefined) {
    throw new AppError("PRECONDITION", `There is no public key in ${directory}.`, {
      hint: "Put the public key file of this installation back; it is kept beside the private key in your escrow copy. A new key is never made for existing data.",
      reason: "key-missing",
    });
  }
  return readKeyFile(publicKeyFile(directory, newest), publicKeySchema);
}
