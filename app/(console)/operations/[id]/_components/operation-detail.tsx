"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { queryText } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { isFinished, useOperation } from "#components/data/use-operation.ts";
import { useZone } from "#components/data/use-zone.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { CancelOperation } from "#components/operations/cancel-operation.tsx";
import { describeProgress } from "#components/operations/describe-progress.ts";
import { OperationFailure } from "#components/operations/failure.tsx";
import { LiveLog } from "#components/operations/live-log.tsx";
import { OperationProgress } from "#components/operations/operation-progress.tsx";
import { OperationStatusPill } from "#components/operations/operation-status.tsx";
import { OperationSteps } from "#components/operations/operation-steps.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { formatDuration, formatDurationRange } from "#lib/format/duration.ts";
import { formatInstant } from "#lib/format/instant.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { OperationDto } from "#lib/operations/schema.ts";

export function OperationDetail({ id }: { id: string }) {
  const operation = useOperation(id);
  return (
    <Loaded
      query={operation}
      what="The operation"
      all={{ one: "operation", href: "/operations", label: "All operations" }}
    >
      {(data) => <Page operation={data} />}
    </Loaded>
  );
}

function Page({ operation }: { operation: OperationDto }) {
  return (
    <>
      <Head operation={operation} />
      <div className="grid gap-3.5">
        <OperationFailure operation={operation} action={<NextAction operation={operation} />} />
        {!isFinished(operation.status) && (
          <Panel title="Progress">
            <OperationProgress operation={operation} />
          </Panel>
        )}
        <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
          <Panel title="Steps">
            <OperationSteps operation={operation} />
          </Panel>
          <Panel title="Details">
            <Details operation={operation} />
          </Panel>
        </div>
        <Panel title="Log">
          <LiveLog operationId={operation.id} isLive={!isFinished(operation.status)} />
        </Panel>
      </div>
    </>
  );
}

function Head({ operation }: { operation: OperationDto }) {
  const now = useNow(5_000);
  const isStalled = now > 0 && describeProgress(operation, now).stalled !== null;
  return (
    <PageHead
      title={operation.title}
      status={<OperationStatusPill status={operation.status} isStalled={isStalled} />}
      actions={<CancelOperation operation={operation} />}
    />
  );
}

function Details({ operation }: { operation: OperationDto }) {
  const { startedAt, finishedAt, usualMs, resource, restoreId } = operation;
  return (
    <Facts>
      {resource !== null && (
        <Fact label="Resource">
          <Link href={`/resources/${resource.id}`} className="link">
            {resource.name}
          </Link>
        </Fact>
      )}
      {restoreId !== null && (
        <Fact label="Carries out">
          <Link href={`/restores/${restoreId}`} className="link">
            the approved restore
          </Link>
        </Fact>
      )}
      {operation.slot !== null && <ScheduledRun operation={operation} slot={operation.slot} />}
      <Fact label="Asked by">{isolate(operation.change?.requestedByName ?? operation.requestedByName)}</Fact>
      {operation.change !== null && (
        <Fact label="Approved by">{operation.change.approvedByNames.map(isolate).join(" and ")}</Fact>
      )}
      <Fact label="Runs on">{operation.host}</Fact>
      <Fact label="Asked">
        <TimeText at={operation.createdAt} show="full" />
      </Fact>
      <Fact label="Started">{startedAt === null ? "not yet" : <TimeText at={startedAt} show="full" />}</Fact>
      <Fact label="Finished">
        {finishedAt === null ? "not yet" : <TimeText at={finishedAt} show="full" />}
      </Fact>
      {startedAt !== null && finishedAt !== null && (
        <Fact label="Took">
          <Num>{formatDuration(Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)))}</Num>
        </Fact>
      )}
      <Fact label="Usually takes">
        {usualMs === null ? "no history yet" : <Num>{formatDurationRange(usualMs.low, usualMs.high)}</Num>}
      </Fact>
      {operation.attempt > 1 && (
        <Fact label="Attempt">
          <Num>{operation.attempt}</Num>, taken up again after a worker stopped
        </Fact>
      )}
      <Fact label="Operation">
        <span className="id">{operation.id}</span>
      </Fact>
    </Facts>
  );
}

/** An operation that nobody asked for: which expected run it is, and where that stands. */
function ScheduledRun({
  operation,
  slot,
}: {
  operation: OperationDto;
  slot: NonNullable<OperationDto["slot"]>;
}) {
  const { zone } = useZone();
  const day = formatInstant(slot.dueAtMicros, zone).slice(0, 10);
  const query = queryText({ resource: operation.resource?.id, month: day.slice(0, 7), day });
  return (
    <Fact label="Scheduled run">
      <Link href={`/schedule${query}`} className="link">
        due <TimeText at={slot.dueAtMicros} show="moment" />
      </Link>{" "}
      by the policy {isolate(slot.policy.name)}
      {slot.madeGood > 0 && (
        <div className="num text-sm text-ink-3">
          makes good {slot.madeGood === 1 ? "1 missed run" : `${slot.madeGood} missed runs`}
        </div>
      )}
    </Fact>
  );
}

function Num({ children }: { children: ReactNode }) {
  return <span className="num">{children}</span>;
}

function NextAction({ operation }: { operation: OperationDto }) {
  if (operation.restoreId !== null)
    return (
      <Link href={`/restores/${operation.restoreId}`} className="link">
        To the restore and its way back
      </Link>
    );
  if (operation.resource !== null)
    return (
      <Link href={`/resources/${operation.resource.id}`} className="link">
        To {operation.resource.name}
      </Link>
    );
  return null;
}
