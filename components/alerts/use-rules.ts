"use client";

import { useQuery } from "@tanstack/react-query";
import { useSession } from "#components/data/use-session.tsx";
import type { AlertRuleId } from "#lib/alerts/schema.ts";
import { rulesQuery } from "./alert-queries.ts";

/** The catalogue of what is watched for. */
export function useRules() {
  const { can } = useSession();
  return useQuery({
    ...rulesQuery,
    enabled: can("alert.read"),
  });
}

/** The title of a rule, or its id while the catalogue is on its way. */
export function useRuleTitle(): (rule: AlertRuleId) => string {
  const rules = useRules().data?.items;
  return (id) => rules?.find((rule) => rule.id === id)?.title ?? sentenceFrom(id);
}

function sentenceFrom(id: string): string {
  const words = id.replaceAll("-", " ").replace(/\b(rpo|rto|wal)\b/, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
