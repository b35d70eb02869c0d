"use client";

import Link from "next/link";
import { isFinished, useOperation } from "#components/data/use-operation.ts";
import { CancelOperation } from "#components/operations/cancel-operation.tsx";
import { OperationFailure } from "#components/operations/failure.tsx";
import { LiveLog } from "#components/operations/live-log.tsx";
import { OperationProgress } from "#components/operations/operation-progress.tsx";
import { OperationSteps } from "#components/operations/operation-steps.tsx";
import { runCancelledWords } from "#components/restores/restore-words.ts";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { RestoreDto } from "#lib/restores/schema.ts";
import { AskAgain } from "./ask-again.tsx";

/** The run that spent the approval: live while it runs, folded away once it is done. */
export function RestoreRun({ operationId, restore }: { operationId: string; restore: RestoreDto }) {
  const { data: operation } = useOperation(operationId);
  if (operation === undefined)
    return (
      <Panel title="The run">
        <SkeletonRows count={3} label="Loading the run" />
      </Panel>
    );
  const steps = <OperationSteps operation={operation} />;
  const log = <LiveLog operationId={operation.id} isLive={!isFinished(operation.status)} />;
  return (
    <>
      <OperationFailure
        operation={operation}
        action={
          <>
            {restore.wayBack !== null && <p className="text-ink-2">The way back is below.</p>}
            <div>
              <AskAgain restore={restore} />
            </div>
          </>
        }
      />
      {restore.status === "run cancelled" && (
        <Panel title="Cancelled">
          <p>It was approved, then {runCancelledWords(restore)}</p>
          <p className="mt-1 mb-3 text-ink-2">The approval is spent: another restore needs a new request.</p>
          <AskAgain restore={restore} />
        </Panel>
      )}
      <Panel
        title="The run"
        aside={
          <Link href={`/operations/${operation.id}`} className="link">
            as an operation
          </Link>
        }
      >
        {isFinished(operation.status) ? (
          <>
            {operation.status === "succeeded" ? <Disclosure summary="Steps">{steps}</Disclosure> : steps}
            <Disclosure summary="Log" className="mt-1">
              <div className="mt-2">{log}</div>
            </Disclosure>
          </>
        ) : (
          <div className="grid gap-4">
            <OperationProgress operation={operation} />
            {steps}
            <div className="flex flex-wrap gap-2">
              <CancelOperation operation={operation} />
            </div>
            {log}
          </div>
        )}
      </Panel>
    </>
  );
}
