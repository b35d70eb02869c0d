"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { targetFromText, targetText } from "#components/restores/target-text.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";
import { wayBackKinds } from "#lib/restores/words.ts";

const target = createParser<RecoveryTarget>({
  parse: targetFromText,
  serialize: targetText,
  eq: (a, b) => targetText(a) === targetText(b),
});

const fields = {
  resource: parseAsString,
  where: parseAsStringLiteral(["new-instance", "in-place"]).withDefault("new-instance"),
  target,
  repository: parseAsString,
  wayBack: parseAsStringLiteral(wayBackKinds),
  preview: parseAsString,
  undo: parseAsString,
};

/**
 * What is asked for lives in the URL: a reload or a colleague with the link sees the same. Any change of the
 * choice drops the preview, which was worked out for another one.
 */
export function useChoice() {
  const [choice, setChoice] = useQueryStates(fields);
  return {
    choice,
    change: (next: Partial<Omit<typeof choice, "preview">>) => setChoice({ ...next, preview: null }),
    setPreview: (preview: string) => setChoice({ preview }, { history: "push" }),
    /** Asked for: who comes back here finds the choice, and nothing that could be asked for twice. */
    dropPreview: () => setChoice({ preview: null }, { history: "replace" }),
  };
}
export type Choice = ReturnType<typeof useChoice>["choice"];
