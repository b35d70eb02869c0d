import { isolate } from "#lib/format/isolate.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";
import type { RetentionPlan } from "#lib/retention/schema.ts";

/** What a request to keep less asks for, as people decide by it. `resource`: name of the one that is put under it. */
export function retentionSentence(plan: RetentionPlan, resource: string | null): string {
  const weakenings = retentionWeakenings(plan.before, plan.after).join(" ");
  if (plan.kind === "policy") return `Keep less under the policy ${isolate(plan.policyName)}. ${weakenings}`;
  return `Put ${resource ?? "a resource"} under the policy ${isolate(plan.policyName)}, which keeps less. ${weakenings}`;
}
