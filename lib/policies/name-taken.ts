import { isUniqueViolation } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";

/** Translates what the unique name refuses; anything else is thrown on. */
export function nameTaken(name: string, cause: unknown): never {
  if (!isUniqueViolation(cause)) throw cause;
  throw new AppError("CONFLICT", `A policy named ${isolate(name)} exists already.`, {
    reason: "name-taken",
    cause,
  });
}
