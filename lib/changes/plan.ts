import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { AppError } from "#lib/errors.ts";

/** The exact text that is stored, shown and hashed (RFC 8785). */
export function planText(plan: object): string {
  const text = canonicalize(plan);
  if (text === undefined) throw new AppError("INTERNAL", "The plan could not be written down.");
  return text;
}

/** T2: a version tag, a zero byte, the canonical text. The tag keeps hashes of different plan kinds apart. */
export function planHash(version: string, text: string): string {
  return createHash("sha256").update(`${version}\0`, "utf8").update(text, "utf8").digest("hex");
}

/** What people compare by eye: "9F3A 41C7". */
export function planFingerprint(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`.toUpperCase();
}
