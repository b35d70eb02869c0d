"use client";

import Link from "next/link";
import { Decide } from "#components/changes/decide.tsx";
import { Decision } from "#components/changes/decision.tsx";
import { WithdrawRequest } from "#components/changes/withdraw-request.tsx";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { requestAct, requestLook, requestTitle } from "#components/retention/request-words.ts";
import { RetentionEffects } from "#components/retention/retention-effects.tsx";
import { RulesCompared } from "#components/retention/rules-compared.tsx";
import { useRetentionRequest } from "#components/retention/use-retention-request.ts";
import { Weakenings } from "#components/retention/weakenings.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { RetentionRequestPage } from "#lib/retention/schema.ts";
import { Outcome } from "./outcome.tsx";
import { Until } from "./until.tsx";

/** One request to keep less, from asking to its outcome, under one address for good. */
export function RetentionRequest({ id }: { id: string }) {
  const request = useRetentionRequest(id);
  return (
    <Loaded
      query={request}
      what="The request"
      all={{ one: "request", href: "/approvals", label: "All requests" }}
    >
      {(data) => <Page request={data} />}
    </Loaded>
  );
}

function Page({ request }: { request: RetentionRequestPage }) {
  const { change, plan, weakenings, previews } = request;
  const look = requestLook(request);
  return (
    <>
      <PageHead
        title={requestTitle(request)}
        status={<Pill tone={look.tone}>{look.words}</Pill>}
        sub={
          <>
            <span className="num">R-{change.number}</span> · asked by {isolate(change.requestedBy.name)}{" "}
            <TimeText at={change.createdAt} /> · plan{" "}
            <span className="id whitespace-nowrap">{change.planFingerprint}</span>
          </>
        }
        actions={<WithdrawRequest change={change} />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3.5 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-3.5">
          <Outcome request={request} />
          <Weakenings weakenings={weakenings} title="Gets weaker" />
          <Panel
            title="What would be deleted"
            aside={
              <>
                as it was <TimeText at={change.createdAt} />, when it was asked
              </>
            }
          >
            <RetentionEffects
              previews={previews}
              empty="Nothing: no resource with a backup set was under it when it was asked."
            />
          </Panel>
        </div>
        <div className="grid min-w-0 gap-3.5">
          <Panel title={change.decision === "requested" ? "Waiting for a decision" : "Decision"}>
            <Decision change={change} />
            <Until change={change} />
            <Decide change={change} act={requestAct(request)} />
          </Panel>
          <Panel
            id="plan"
            title="The exact plan"
            aside={<span className="id font-[560] text-ink">{change.planFingerprint}</span>}
          >
            <p className="mb-1.5 text-ink-2">
              {plan.kind === "policy" ? "The retention of " : "From no less than now to the retention of "}
              <Link href={`/settings/policies/${plan.policyId}`} className="link">
                {isolate(plan.policyName)}
              </Link>
              , version <span className="num">{plan.policyVersion}</span>
              {plan.resources !== undefined && `, for ${resourceWords(plan.resources)}`}.
            </p>
            <RulesCompared before={plan.before} after={plan.after} />
            <Disclosure summary="Checksum" className="mt-2">
              <div className="mt-2">
                <div className="mb-1 text-sm text-ink-3">SHA-256 of this plan</div>
                <CopyText text={change.planHash} label="the hash of the plan" />
              </div>
            </Disclosure>
          </Panel>
        </div>
      </div>
    </>
  );
}

function resourceWords(resources: { name: string }[]): string {
  if (resources.length === 0) return "no resource: none is under it";
  return `${resources.map(({ name }) => name).join(", ")} and no other resource`;
}
