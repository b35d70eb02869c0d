import { AppError } from "#lib/errors.ts";

/** T31: a request that changes something and is authenticated by a cookie must come from our own pages. */
export function assertSameOrigin(headers: Headers, origin: string): void {
  if (headers.get("authorization") !== null) return;
  if (headers.get("origin") === origin) return;
  throw new AppError("FORBIDDEN", "This request did not come from a Holdfast page.", {
    hint: `Open Holdfast at ${origin} and try again.`,
    reason: "origin",
  });
}
