"use client";

import { OperationInline } from "#components/status/operation-inline.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { RetentionRequestPage } from "#lib/retention/schema.ts";

/** What became of it: nothing while it waits, the run that spent the approval afterwards. */
export function Outcome({ request }: { request: RetentionRequestPage }) {
  const { change, operation, plan } = request;
  if (change.decision === "requested") return null;
  if (operation === null) {
    return change.decision === "approved" ? null : (
      <Panel>
        <p>This was not carried out: sets stay as long as before, and nothing was deleted.</p>
      </Panel>
    );
  }
  return (
    <Panel title="What became of it" tone={operation.status === "failed" ? "bad" : "accent"}>
      <OperationInline id={operation.id}>
        {() => (
          <p>
            {plan.kind === "policy"
              ? `The policy ${isolate(plan.policyName)} keeps less from now on.`
              : `The resource is under the policy ${isolate(plan.policyName)} now.`}{" "}
            Sets that no rule keeps go with the next expiry of each resource, each with its reason.
          </p>
        )}
      </OperationInline>
    </Panel>
  );
}
