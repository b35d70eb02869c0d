import { AppError } from "#lib/errors.ts";

/** T31: a request that changes something and is authenticated by a cookie must come from our own pages. */
export function isSameOrigin(headers: Headers, origin: string): boolean {
  return headers.get("authorization") !== null || headers.get("origin") === origin;
}

export function foreignOrigin(origin: string): AppError {
  return new AppError("FORBIDDEN", "This request did not come from a Holdfast page.", {
    hint: `Open Holdfast at ${origin} and try again.`,
    reason: "origin",
  });
}
