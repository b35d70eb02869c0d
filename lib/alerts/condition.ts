import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import type { AlertRuleId, Severity } from "#lib/alerts/schema.ts";
import type { Condition } from "#lib/alerts/states.ts";
import type { Json } from "#lib/format/json.ts";

interface About {
  /** What tells it apart from other troubles of the same rule; ids, not names. */
  key: readonly string[];
  subject: string;
  resourceId?: string;
  summary: string;
  hint?: string | null;
  details?: Record<string, Json>;
  explains?: string[];
  severity?: Severity;
}

/** The same trouble has the same one, however often it is seen. */
export function fingerprintOf(rule: AlertRuleId, key: readonly string[]): string {
  return [rule, ...key].join(":");
}

export function condition(rule: AlertRuleId, about: About): Condition {
  return {
    fingerprint: fingerprintOf(rule, about.key),
    rule,
    severity: about.severity ?? alertCatalogue[rule].severity,
    resourceId: about.resourceId ?? null,
    subject: about.subject,
    summary: about.summary,
    hint: about.hint ?? null,
    details: about.details ?? {},
    explains: about.explains ?? [],
  };
}
