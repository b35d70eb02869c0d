import { z } from "zod";

/**
 * What is stored in Channel.secrets: every secret sealed for itself, so that one can be replaced by a process that
 * can open none of them.
 */
const sealedParts = z.object({
  password: z.string().optional(),
  url: z.string().optional(),
  signingSecret: z.string().optional(),
});
export type SealedParts = z.infer<typeof sealedParts>;
export type SecretPart = keyof SealedParts;

export function parseSealedParts(column: string): SealedParts {
  return sealedParts.parse(JSON.parse(column));
}

/** Bound into a sealed part: it opens as this part of this channel and as nothing else (T40). */
export function partColumn(part: SecretPart): string {
  return `channels.secrets.${part}`;
}

export const DEAD_MAN_ID = "default";
export const DEAD_MAN_COLUMN = "dead_man_switches.secrets";
