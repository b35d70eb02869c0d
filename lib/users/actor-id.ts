import type { Actor } from "#lib/context.ts";

/** The person behind an actor; null for the program itself. */
export function actorId(actor: Actor): string | null {
  return actor.kind === "user" || actor.kind === "token" ? actor.id : null;
}
