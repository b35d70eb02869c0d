import type { Tone } from "#components/ui/pill.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { RetentionRequestPage } from "#lib/retention/schema.ts";

type Standing = Pick<RetentionRequestPage, "change" | "operation">;

/** The request's title: what would be different. */
export function requestTitle({ plan, previews }: Pick<RetentionRequestPage, "plan" | "previews">): string {
  if (plan.kind === "policy") return `Keep less under the policy ${isolate(plan.policyName)}`;
  const resource = previews.find((one) => one.resource.id === plan.resourceId)?.resource.name ?? "a resource";
  return `Put ${resource} under the policy ${isolate(plan.policyName)}, which keeps less`;
}

/** What an approval of it starts: "Approve R-2: keep less under the policy gold". */
export function requestAct({ plan, previews }: Pick<RetentionRequestPage, "plan" | "previews">): string {
  const title = requestTitle({ plan, previews });
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** Decision and outcome are two facts; "In force" is said only when both are true. */
export function requestLook({ change, operation }: Standing): { tone: Tone; words: string } {
  switch (change.decision) {
    case "requested":
      return { tone: "warn", words: "Waiting for approval" };
    case "rejected":
      return { tone: "bad", words: "Rejected" };
    case "cancelled":
      return { tone: "idle", words: "Withdrawn" };
    case "expired":
      return { tone: "idle", words: "Expired" };
    case "superseded":
      return { tone: "idle", words: "Superseded" };
    case "approved":
      return outcomeLook(operation);
  }
}

function outcomeLook(operation: Standing["operation"]): { tone: Tone; words: string } {
  switch (operation?.status) {
    case undefined:
    case "queued":
      return { tone: "busy", words: "Approved, starting" };
    case "running":
      return { tone: "busy", words: "Running" };
    case "succeeded":
      return { tone: "good", words: "In force" };
    case "failed":
      return { tone: "bad", words: "Approved, but failed" };
    case "cancelled":
      return { tone: "idle", words: "Approved, then cancelled" };
  }
}

export function isSettled({ change, operation }: Standing): boolean {
  if (change.decision === "requested") return false;
  if (change.decision !== "approved") return true;
  return operation !== null && ["succeeded", "failed", "cancelled"].includes(operation.status);
}
