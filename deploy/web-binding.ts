import { AppError } from "#lib/errors.ts";

const loopback = ["127.0.0.1", "::1", "localhost"];

/**
 * The address the web process listens on. It speaks plain HTTP: only with an https origin, which means a proxy in
 * front of it, may it be reachable from other machines (T35).
 */
export function webBinding(origin: string, wanted: string | undefined): string {
  const address = wanted || "127.0.0.1";
  if (loopback.includes(address) || new URL(origin).protocol === "https:") return address;
  throw new AppError("INVALID", `Listening on ${address} needs an https origin; ${origin} is not one.`, {
    hint: "Put a proxy with TLS in front and set HOLDFAST_ORIGIN to its https address, or leave HOLDFAST_BIND unset.",
    reason: "plain-http",
  });
}
