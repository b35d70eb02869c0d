import type { AlertDto } from "#lib/alerts/schema.ts";

type Told = Pick<AlertDto, "deliveries" | "muted" | "state">;

export interface ToldWords {
  words: string;
  /** True when somebody should have been told and was not. */
  isTrouble: boolean;
}

/** Who was told about an alert, counted by messages: sent only counts what was accepted. */
export function toldWords({ deliveries: { sent, pending, dead }, muted, state }: Told): ToldWords {
  const parts = [
    sent > 0 ? `${count(sent)} delivered` : null,
    pending > 0 ? `${count(pending)} waiting` : null,
    dead > 0 ? `${count(dead)} given up` : null,
  ].filter((part) => part !== null);
  if (parts.length > 0) return { words: parts.join(", "), isTrouble: dead > 0 };
  if (muted !== null) return { words: muted, isTrouble: false };
  if (state === "pending") return { words: "nobody yet", isTrouble: false };
  return { words: "nobody: no channel wants to know about it", isTrouble: state === "firing" };
}

function count(messages: number): string {
  return messages === 1 ? "1 message" : `${messages} messages`;
}
