import type { PolicyRules } from "#lib/policies/schema.ts";

type Part = "name" | "schedules" | "retention" | "objectives" | "alert limits";

interface Named {
  name: string;
  rules: PolicyRules;
}

/** Which parts of two policies differ, in words. */
export function changedParts(a: Named, b: Named): Part[] {
  const parts: [Part, unknown, unknown][] = [
    ["name", a.name, b.name],
    ["schedules", a.rules.schedules, b.rules.schedules],
    ["retention", a.rules.retention, b.rules.retention],
    ["objectives", a.rules.objectives, b.rules.objectives],
    ["alert limits", a.rules.thresholds, b.rules.thresholds],
  ];
  return parts.filter(([, one, other]) => textOf(one) !== textOf(other)).map(([part]) => part);
}

/** The order in which keys were written says nothing. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
