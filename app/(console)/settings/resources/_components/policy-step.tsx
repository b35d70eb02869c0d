"use client";

import Link from "next/link";
import { asProblem } from "#components/data/api-problem.ts";
import { usePolicies } from "#components/retention/use-policies.ts";
import { useRetention } from "#components/retention/use-retention.ts";
import { NextRuns } from "#components/schedules/next-runs.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";
import { GuideStep } from "./guide-step.tsx";

/** What will run by itself from now on, and how long it stays. */
export function PolicyStep({ resource }: { resource: ResourceDto }) {
  const retention = useRetention(resource.id);
  const policies = usePolicies();
  const title = "Back up by itself";
  if (retention.data === undefined)
    return (
      <GuideStep isDone={false} title={title}>
        {retention.isError && (
          <Problem title="The policy could not be loaded" problem={asProblem(retention.error)} />
        )}
      </GuideStep>
    );
  const { policy } = retention.data;
  const change = (
    <Link href={`/resources/${resource.id}`} className="link">
      {policy === null ? "Put it under a policy" : "Change the policy"}
    </Link>
  );
  if (policy === null)
    return (
      <GuideStep isDone={false} title={title}>
        <p className="text-ink-2">No policy: nothing runs by itself and nothing expires. {change}</p>
      </GuideStep>
    );
  const rules = policies.data?.items.find((one) => one.id === policy.id);
  return (
    <GuideStep isDone={resource.state === "protected"} title={title}>
      <p className="text-ink-2">
        Under{" "}
        <Link href={`/settings/policies/${policy.id}`} className="link">
          {isolate(policy.name)}
        </Link>
        {rules !== undefined && `: ${rules.retentionSentence}`} {change}
      </p>
      {resource.state === "protected" ? (
        <NextRuns resourceId={resource.id} limit={2} />
      ) : (
        <p className="text-ink-2">Begins once archiving is set up.</p>
      )}
    </GuideStep>
  );
}
