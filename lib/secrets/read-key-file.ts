import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { AppError } from "#lib/errors.ts";

/** One key file, parsed. Throws PRECONDITION, naming the file, when it cannot be read or is damaged. */
export async function readKeyFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    // The cause is left out: a parser's message can quote the file, which may be a private key.
    throw new AppError("PRECONDITION", `The key file ${path} cannot be read or is damaged.`, {
      hint: "Restore that file from your escrow copy, readable by this process's user.",
      reason: "key-unreadable",
    });
  }
}
