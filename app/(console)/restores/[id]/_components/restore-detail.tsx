"use client";

import Link from "next/link";
import { Decide } from "#components/changes/decide.tsx";
import { Decision } from "#components/changes/decision.tsx";
import { WithdrawRequest } from "#components/changes/withdraw-request.tsx";
import { asProblem } from "#components/data/api-problem.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { consequenceWords } from "#components/restores/consequence-words.ts";
import { ImpactFacts } from "#components/restores/impact-facts.tsx";
import { ImpactPanels } from "#components/restores/impact-panels.tsx";
import { PlanFacts } from "#components/restores/plan-facts.tsx";
import { restoreAct } from "#components/restores/restore-act.ts";
import { RestoreStatusPill } from "#components/restores/restore-status.tsx";
import { Sentence } from "#components/restores/sentence.tsx";
import { useRestore } from "#components/restores/use-restore.ts";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";
import { DiscardInstance } from "./discard-instance.tsx";
import { InstanceConnection } from "./instance-connection.tsx";
import { Receipt } from "./receipt.tsx";
import { RestoreRun } from "./restore-run.tsx";
import { UndoRestore } from "./undo-restore.tsx";
import { WayBackTaken } from "./way-back-taken.tsx";

/** One restore from request to receipt, under one address for good. */
export function RestoreDetail({ id }: { id: string }) {
  const { data: restore, error, isPending, refetch } = useRestore(id);
  if (isPending) return <SkeletonRows label="Loading the restore" />;
  if (restore === undefined)
    return (
      <Problem
        title="The restore could not be loaded"
        problem={asProblem(error)}
        action={<Button onClick={() => refetch()}>Try again</Button>}
      />
    );
  return <Page restore={restore} />;
}

function Page({ restore }: { restore: RestoreDto }) {
  const { change, plan, impact, operation, receipt, instance } = restore;
  const now = useNow(60_000);
  const countedAt = Number(BigInt(impact.computedAtMicros) / 1000n);
  const isWaiting = restore.status === "waiting for approval";
  const isAhead = isWaiting || restore.status === "approved" || restore.status === "running";
  const wasNotRun = !isAhead && operation === null;
  const run = operation !== null && <RestoreRun operationId={operation.id} restore={restore} />;
  return (
    <>
      <PageHead
        title={
          <>
            <Sentence plan={restore.plan} />
            {isWaiting && now > 0 && `; ${consequenceWords(plan, impact, now - countedAt)}`}
          </>
        }
        status={<RestoreStatusPill status={restore.status} />}
        sub={
          <>
            <span className="num">R-{change.number}</span> · asked by {isolate(change.requestedBy.name)}{" "}
            <TimeText at={change.createdAt} /> · plan{" "}
            <span className="id whitespace-nowrap">{change.planFingerprint}</span>
            {restore.undoOfId !== null && (
              <>
                {" "}
                ·{" "}
                <Link href={`/restores/${restore.undoOfId}`} className="link">
                  undoes an earlier restore
                </Link>
              </>
            )}
          </>
        }
        actions={
          <>
            <UndoRestore restore={restore} />
            <WithdrawRequest change={change} />
          </>
        }
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-3.5">
          {receipt === null && run}
          {receipt !== null && <Receipt receipt={receipt} />}
          {instance !== null && (
            <InstanceConnection instance={instance} discardedAt={restore.discardedAt}>
              <DiscardInstance restore={restore} />
            </InstanceConnection>
          )}
          {restore.wayBack !== null && <WayBackTaken wayBack={restore.wayBack} plan={plan} />}
          {isAhead && <ImpactPanels plan={plan} impact={impact} />}
          {wasNotRun && (
            <Panel tone="good">
              <p>This was not carried out: nothing was changed.</p>
              <Disclosure summary="What it would have done" className="mt-2">
                <div className="mt-2">
                  <ImpactPanels plan={plan} impact={impact} />
                </div>
              </Disclosure>
            </Panel>
          )}
          <Panel
            title={isAhead ? "What it does" : "What was foreseen"}
            aside={
              <>
                worked out <TimeText at={impact.computedAtMicros} />, before the plan was frozen
              </>
            }
          >
            <ImpactFacts impact={impact} />
          </Panel>
          {receipt !== null && run}
        </div>
        <div className="grid min-w-0 gap-3.5">
          <Panel title={isWaiting ? "Waiting for a decision" : "Decision"}>
            <Decision change={change} />
            {isWaiting && <Decide change={change} act={restoreAct(plan)} />}
          </Panel>
          <Panel
            id="plan"
            title="The exact plan"
            aside={<span className="id font-[560] text-ink">{change.planFingerprint}</span>}
          >
            <PlanFacts plan={plan} planHash={change.planHash} />
          </Panel>
        </div>
      </div>
    </>
  );
}
