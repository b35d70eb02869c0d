import { isUniqueViolation } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";

/** For `.catch` of a write whose only unique column is the channel's name. */
export function nameTaken(name: string): (cause: unknown) => never {
  return (cause) => {
    if (!isUniqueViolation(cause)) throw cause;
    throw new AppError("CONFLICT", `A channel named ${isolate(name)} exists already.`, {
      reason: "name-taken",
      cause,
    });
  };
}
