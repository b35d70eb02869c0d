"use client";

import { useState } from "react";
import { nearestRestorable } from "./nearest-restorable.ts";
import type { Recoverability } from "./recoverability.ts";
import { snapInstant } from "./snap-instant.ts";
import { stepInstant } from "./step-instant.ts";

export interface ChoiceNotice {
  text: string;
  /** The nearest restorable moment on the side that was not taken. */
  otherMicros: bigint | null;
}

/** The ways to choose a moment. Each ends at one that can be restored, or says why nothing was chosen. */
export function useMomentChoice(
  recoverable: Recoverability,
  chosenMicros: bigint | null,
  onChoose: (micros: bigint) => void,
) {
  const [notice, setNotice] = useState<ChoiceNotice | null>(null);
  const choose = (micros: bigint, why: ChoiceNotice | null = null) => {
    setNotice(why);
    onChoose(micros);
  };
  const chooseNear = (micros: bigint) => {
    const snap = snapInstant(recoverable, micros);
    const nearest = nearestRestorable(recoverable, micros);
    if (snap.kind === "restorable") return choose(micros);
    if (nearest === null) return setNotice({ text: snap.cause, otherMicros: null });
    const isBefore = nearest === snap.beforeMicros;
    choose(nearest, {
      text: `That moment cannot be restored: ${snap.cause} Chosen instead: the ${isBefore ? "last before" : "first after"} it.`,
      otherMicros: isBefore ? snap.afterMicros : snap.beforeMicros,
    });
  };
  const step = (delta: bigint) => {
    const newest = recoverable.spans.at(-1)?.toMicros;
    if (newest === undefined) return;
    const next = stepInstant(recoverable, chosenMicros ?? newest, delta);
    if (next === null) return;
    choose(
      next.micros,
      next.cause === null ? null : { text: `Not further: ${next.cause}`, otherMicros: null },
    );
  };
  const chooseEdge = (which: "oldest" | "newest") => {
    const micros = which === "oldest" ? recoverable.spans[0]?.fromMicros : recoverable.spans.at(-1)?.toMicros;
    if (micros !== undefined) choose(micros);
  };
  return { notice, choose, chooseNear, step, chooseEdge };
}
