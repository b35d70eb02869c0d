"use client";

import Link from "next/link";
import { Decide } from "#components/changes/decide.tsx";
import { Decision } from "#components/changes/decision.tsx";
import { WithdrawRequest } from "#components/changes/withdraw-request.tsx";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { Consequence } from "#components/restores/consequence.tsx";
import { ImpactFacts } from "#components/restores/impact-facts.tsx";
import { ImpactPanels } from "#components/restores/impact-panels.tsx";
import { Loss } from "#components/restores/loss.tsx";
import { PlanFacts } from "#components/restores/plan-facts.tsx";
import { restoreAct } from "#components/restores/restore-act.ts";
import { RestoreStatusPill } from "#components/restores/restore-status.tsx";
import { Sentence } from "#components/restores/sentence.tsx";
import { useRestore } from "#components/restores/use-restore.ts";
import { Fact } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";
import { DiscardInstance } from "./discard-instance.tsx";
import { InstanceConnection } from "./instance-connection.tsx";
import { NotCarriedOut } from "./not-carried-out.tsx";
import { Receipt } from "./receipt.tsx";
import { RestoreRun } from "./restore-run.tsx";
import { UndoRestore } from "./undo-restore.tsx";
import { WayBackTaken } from "./way-back-taken.tsx";

/** One restore from request to receipt, under one address for good. */
export function RestoreDetail({ id }: { id: string }) {
  const restore = useRestore(id);
  return (
    <Loaded
      query={restore}
      what="The restore"
      all={{ one: "restore", href: "/restores", label: "All restores" }}
    >
      {(data) => <Page restore={data} />}
    </Loaded>
  );
}

function Page({ restore }: { restore: RestoreDto }) {
  const { change, plan, impact, operation, receipt, instance } = restore;
  const isWaiting = restore.status === "waiting for approval";
  const isAhead = isWaiting || restore.status === "approved" || restore.status === "running";
  const wasNotRun = !isAhead && operation === null;
  const lossEnd =
    operation?.startedAt == null
      ? undefined
      : ({ kind: "begun", atMs: Date.parse(operation.startedAt) } as const);
  const run = operation !== null && <RestoreRun operationId={operation.id} restore={restore} />;
  return (
    <>
      <PageHead
        title={
          <>
            <Sentence plan={restore.plan} />
            {isWaiting && (
              <>
                ; <Consequence plan={plan} impact={impact} />
              </>
            )}
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
          {receipt !== null && (
            <Receipt receipt={receipt}>
              {plan.destination.kind === "in-place" && (
                <Fact label="Lost">
                  <Loss plan={plan} impact={impact} end={lossEnd} />
                </Fact>
              )}
            </Receipt>
          )}
          {instance !== null && (
            <InstanceConnection instance={instance} discardedAt={restore.discardedAt}>
              <DiscardInstance restore={restore} />
            </InstanceConnection>
          )}
          {restore.wayBack !== null && <WayBackTaken restore={restore} wayBack={restore.wayBack} />}
          {isAhead && <ImpactPanels plan={plan} impact={impact} lossEnd={lossEnd} />}
          {wasNotRun && <NotCarriedOut restore={restore} />}
          <Panel
            title={isAhead ? "What it does" : "What was foreseen"}
            aside={
              <>
                worked out <TimeText at={impact.computedAtMicros} />, before the plan was frozen
              </>
            }
          >
            <ImpactFacts plan={plan} impact={impact} />
          </Panel>
          {receipt !== null && run}
        </div>
        <div className="grid min-w-0 gap-3.5">
          <Panel title={isWaiting ? "Waiting for a decision" : "Decision"}>
            <Decision change={change} isSpent={operation !== null} />
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
