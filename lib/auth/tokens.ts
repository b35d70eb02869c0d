import { createHash, randomBytes } from "node:crypto";

/** 256 random bits with a recognisable prefix, so that a leaked one can be found by scanners. */
export function newSecretToken(prefix: "hft" | "hfl"): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/** What is stored: tokens are random, so a plain hash is enough. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
