"use client";

import { type FocusEvent, useMemo, useState } from "react";
import { issueWords } from "#components/data/issue-words.ts";
import { useSchema } from "#components/data/use-schema.ts";
import { type PolicyDraft, readDraft, readRetention } from "./policy-draft.ts";

/** The form's state: what was typed, and what is wrong with what was left or sent. */
export function useDraft(initial: () => PolicyDraft) {
  const [draft, setDraft] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<string> | "all">(new Set());
  const policySchema = useSchema(({ createPolicyInput }) => createPolicyInput);
  const retentionSchema = useSchema(({ retentionRules }) => retentionRules);
  const parsed = useMemo(
    () => policySchema?.safeParse(readDraft(draft), { error: issueWords }),
    [policySchema, draft],
  );
  const retention = useMemo(
    () => retentionSchema?.safeParse(readRetention(draft.retention)).data ?? null,
    [retentionSchema, draft.retention],
  );
  const errors = useMemo(() => {
    const issues = (parsed?.error?.issues ?? []).map(
      ({ path, message }) => [path.join("."), message] as const,
    );
    return new Map(issues.toReversed());
  }, [parsed]);
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    const name = event.target.getAttribute("name");
    if (name && touched !== "all" && !touched.has(name)) setTouched(new Set([...touched, name]));
  };
  return {
    draft,
    setDraft,
    /** The checked policy; null while something is wrong with it. */
    value: parsed?.success ? parsed.data : null,
    /** The retention by itself: a missing name keeps nobody from seeing what it would delete. */
    retention,
    errorOf: (path: string) => (touched === "all" || touched.has(path) ? errors.get(path) : undefined),
    errorCount: errors.size,
    showAllErrors: () => setTouched("all"),
    onBlur,
  };
}

export type Draft = ReturnType<typeof useDraft>;
