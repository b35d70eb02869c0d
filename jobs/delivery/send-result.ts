import type { Patience } from "#lib/channels/rules.ts";

/** How one attempt ended. Only `accepted` is ever called sent. */
export type SendResult = { kind: "accepted" } | Refusal;

export interface Refusal {
  kind: "refused";
  /** What happened, in our own words or the server's; never a secret. */
  sentence: string;
  patience: Patience;
  /** What the server asked for. */
  retryAfterSeconds: number | null;
  /** Recipients who have it already. */
  accepted: string[];
}

export function refused(
  sentence: string,
  more: { patience?: Patience; retryAfterSeconds?: number | null; accepted?: string[] } = {},
): Refusal {
  return {
    kind: "refused",
    sentence,
    patience: more.patience ?? "long",
    retryAfterSeconds: more.retryAfterSeconds ?? null,
    accepted: more.accepted ?? [],
  };
}
