import type { ChangeDto, RejectReason } from "#lib/changes/schema.ts";

export const rejectWords: Record<RejectReason, string> = {
  "wrong-target": "The wrong moment",
  "wrong-destination": "The wrong destination",
  "loss-too-large": "Too much would be lost",
  "not-needed": "Not needed",
  "not-enough-information": "Not enough information to decide",
  other: "Another reason",
};

const always: RejectReason[] = ["loss-too-large", "not-needed", "not-enough-information", "other"];

/** Only a restore has a moment and a destination that can be wrong. */
export function rejectReasonsFor(kind: ChangeDto["kind"]): RejectReason[] {
  return kind === "restore" ? ["wrong-target", "wrong-destination", ...always] : always;
}
