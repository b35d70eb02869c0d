import { decodeProtectedHeader } from "jose";
import { AppError } from "#lib/errors.ts";
import { type SealedHeader, sealedHeaderSchema } from "#lib/secrets/schema.ts";

/**
 * The header of a sealed value, to learn which key and place it names. It proves nothing until the value was
 * opened. Throws INVALID for every other form of token (other algorithms, five parts with a key, JSON, signed).
 */
export function readSealedHeader(sealed: string): SealedHeader {
  const parts = sealed.split(".");
  const isCompactDirect = parts.length === 5 && parts[1] === "";
  const header = sealedHeaderSchema.safeParse(isCompactDirect ? decode(sealed) : null);
  if (!header.success) {
    throw new AppError("INVALID", "A stored secret is not in the form this program seals.", {
      hint: "Enter the secret again.",
      reason: "secret-form",
    });
  }
  return header.data;
}

function decode(sealed: string): unknown {
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    // jose's words add nothing: whatever it could not read is simply not one of our values.
    return null;
  }
}
