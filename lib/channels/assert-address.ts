import { isPublicAddress, literalAddress } from "#lib/channels/address-range.ts";
import { fieldError } from "#lib/channels/field-error.ts";

/**
 * Refuses at once what the worker would refuse when it connects. A name is judged there, by what it resolves to.
 * Throws INVALID at the field `path`.
 */
export function assertHost(host: string, allowPrivate: boolean, path: string): void {
  if (allowPrivate) return;
  const literal = literalAddress(host);
  if (literal === null && !/^localhost\.?$/i.test(host)) return;
  if (literal !== null && isPublicAddress(literal)) return;
  throw fieldError(path, `${host} is an address inside a private network.`, {
    hint: "If it is one of yours, say that it is a server inside your own network.",
    reason: "private-address",
  });
}

/** The address of a web server, without credentials, encrypted unless it stays inside. Returns its host. */
export function assertWebAddress(url: string, allowPrivate: boolean, path: string): string {
  const parsed = new URL(url);
  if (parsed.username !== "" || parsed.password !== "") {
    throw fieldError(path, "The address contains a user name or password.", {
      hint: "Leave them out; a webhook is proved by its signature.",
      reason: "credentials",
    });
  }
  if (parsed.protocol !== "https:" && !allowPrivate) {
    throw fieldError(path, "The address is not encrypted.", {
      hint: "Use https, or say that it is a server inside your own network.",
      reason: "unencrypted",
    });
  }
  assertHost(parsed.hostname, allowPrivate, path);
  return parsed.host;
}
