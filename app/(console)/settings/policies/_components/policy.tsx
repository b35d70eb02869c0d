"use client";

import { useQuery } from "@tanstack/react-query";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { policyQuery } from "#components/retention/retention-queries.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { PolicyDto } from "#lib/policies/schema.ts";
import { EditPolicy } from "./edit-policy.tsx";
import { PolicyFacts } from "./policy-facts.tsx";
import { PolicyResources } from "./policy-resources.tsx";
import { WaitingRequest } from "./waiting-request.tsx";

export function Policy({ id }: { id: string }) {
  const { can } = useSession();
  const policy = useQuery(policyQuery(id));
  return (
    <Loaded
      query={policy}
      what="The policy"
      all={{ one: "policy", href: "/settings/policies", label: "All policies" }}
    >
      {(data) => (
        <>
          <PageHead title={isolate(data.name)} sub={<Sub policy={data} />} />
          <WaitingRequest policyId={data.id} />
          {can("policy.update") ? (
            <EditPolicy key={data.id} current={data} />
          ) : (
            <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3.5">
              <PolicyFacts policy={data} />
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}

function Sub({ policy }: { policy: PolicyDto }) {
  return (
    <span className="num">
      Version {policy.version}, changed <TimeText at={policy.updatedAt} /> ·{" "}
      <PolicyResources policy={policy} />
    </span>
  );
}
