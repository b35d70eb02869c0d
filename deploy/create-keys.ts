/** `npm run create-keys`, once for a new installation in production: `npm start` does it by itself. */
import { AppError } from "#lib/errors.ts";
import { createKeyPair } from "#lib/secrets/create-key-pair.ts";
import { runMain } from "./embedded/run-main.ts";

if (import.meta.main) {
  await runMain(async () => {
    const { HOLDFAST_PRIVATE_KEYS: privateDirectory, HOLDFAST_PUBLIC_KEY_FILE: publicKeyFile } = process.env;
    if (!privateDirectory || !publicKeyFile) {
      throw new AppError(
        "PRECONDITION",
        "HOLDFAST_PRIVATE_KEYS and HOLDFAST_PUBLIC_KEY_FILE are not both set.",
        {
          hint: "The first names the worker's folder of private keys, the second the file the web process seals with.",
        },
      );
    }
    await createKeyPair({ privateDirectory, publicKeyFile }, 1);
    console.log(
      `The private key is in ${privateDirectory}: keep a copy of it elsewhere, for without it nothing opens.`,
    );
    console.log(`The public key is ${publicKeyFile}.`);
  });
}
