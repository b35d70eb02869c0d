import { permissionOf, type Verb } from "#lib/auth/permissions.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Throws unless this actor may use this verb by the permissions table. Who may decide about a particular
 * change (maker ≠ checker) is a further rule of that domain, inside its transaction.
 */
export function authorize(ctx: Pick<Context, "actor">, verb: Verb): void {
  const { actor } = ctx;
  const permission = permissionOf(verb);
  if (permission.open) return;
  switch (actor.kind) {
    case "anonymous":
      throw new AppError("UNAUTHENTICATED", "Sign in to do this.", { reason: "signed-out" });
    case "system":
      return;
    case "user":
      if (permission.self || permission.roles.some((role) => actor.roles.includes(role))) return;
      throw forbidden(permission.title);
    case "token":
      if (!permission.token || !actor.scopes.includes(verb)) {
        throw new AppError(
          "FORBIDDEN",
          `This API token may not do this: ${permission.title.toLowerCase()}.`,
          {
            hint: permission.token ? "Create a token with this scope." : "Only a signed-in person may.",
            reason: "token-scope",
          },
        );
      }
      if (permission.self || permission.roles.some((role) => actor.roles.includes(role))) return;
      throw forbidden(permission.title);
  }
}

function forbidden(title: string): AppError {
  return new AppError("FORBIDDEN", `Your roles do not allow this: ${title.toLowerCase()}.`, {
    hint: "Ask an administrator who holds which role on the permissions page.",
    reason: "role",
  });
}
