import { isPublicAddress, literalAddress } from "#lib/channels/address-range.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Refuses at once what the worker would refuse when it connects. A name is judged there, by what it resolves to.
 * Throws INVALID.
 */
export function assertHost(host: string, allowPrivate: boolean): void {
  if (allowPrivate) return;
  const literal = literalAddress(host);
  if (literal === null && !/^localhost\.?$/i.test(host)) return;
  if (literal !== null && isPublicAddress(literal)) return;
  throw new AppError("INVALID", `${host} is an address inside a private network.`, {
    hint: "Allow private addresses if this is a server of yours.",
    reason: "private-address",
  });
}

/** The address of a web server, without credentials, encrypted unless it stays inside. Returns its host. */
export function assertWebAddress(url: string, allowPrivate: boolean): string {
  const parsed = new URL(url);
  if (parsed.username !== "" || parsed.password !== "") {
    throw new AppError("INVALID", "The address contains a user name or password.", {
      hint: "Leave them out; a webhook is proved by its signature.",
      reason: "credentials",
    });
  }
  if (parsed.protocol !== "https:" && !allowPrivate) {
    throw new AppError("INVALID", "The address is not encrypted.", {
      hint: "Use https, or allow private addresses if it never leaves your network.",
      reason: "unencrypted",
    });
  }
  assertHost(parsed.hostname, allowPrivate);
  return parsed.host;
}
