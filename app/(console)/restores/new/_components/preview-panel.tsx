"use client";

import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { isFinished } from "#components/data/use-operation.ts";
import { useSchema } from "#components/data/use-schema.ts";
import { OperationFailure } from "#components/operations/failure.tsx";
import { OperationProgress } from "#components/operations/operation-progress.tsx";
import { OperationSteps } from "#components/operations/operation-steps.tsx";
import { ImpactFacts } from "#components/restores/impact-facts.tsx";
import { ImpactPanels } from "#components/restores/impact-panels.tsx";
import { PlanFacts } from "#components/restores/plan-facts.tsx";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { OperationDto } from "#lib/operations/schema.ts";
import type { PreviewResult } from "#lib/restores/schema.ts";

interface PreviewPanelProps {
  operation: OperationDto;
  onAgain: () => void;
  isStarting: boolean;
  /** Ways out of a failure besides trying again. */
  otherWays?: ReactNode;
  /** Just asked for by a button that is gone now: focus and view go on here. */
  isFresh: boolean;
  /** What follows once the consequences are on screen. */
  children: (preview: PreviewResult) => ReactNode;
}

/** What will happen and be lost, as the worker found it; live while it looks. */
export function PreviewPanel({ isFresh, ...props }: PreviewPanelProps) {
  const place = useRef<HTMLDivElement>(null);
  const isOver = isFinished(props.operation.status);
  useEffect(() => {
    if (isFresh) place.current?.focus({ preventScroll: true });
  }, [isFresh]);
  // Once more with the answer: before it came, the page may have been too short to scroll this far.
  // biome-ignore lint/correctness/useExhaustiveDependencies: that it is over is the occasion
  useEffect(() => {
    if (isFresh) place.current?.scrollIntoView({ block: "start" });
  }, [isFresh, isOver]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no set of fields, a place to read on
    <div ref={place} role="group" tabIndex={-1} aria-label="What will happen" className="grid gap-4">
      <Preview {...props} />
    </div>
  );
}

function Preview({
  operation,
  onAgain,
  isStarting,
  otherWays,
  children,
}: Omit<PreviewPanelProps, "isFresh">) {
  const schema = useSchema(({ previewResult }) => previewResult);
  const preview = useMemo(() => schema?.safeParse(operation.result), [schema, operation.result]);
  const again = (
    <Button size="small" isBusy={isStarting} onClick={onAgain}>
      Work it out again
    </Button>
  );
  switch (operation.status) {
    case "queued":
    case "running":
      return (
        <Panel title="Working out what will happen">
          <OperationProgress operation={operation} />
          <div className="mt-2">
            <OperationSteps operation={operation} />
          </div>
        </Panel>
      );
    case "failed":
      return (
        <OperationFailure
          operation={operation}
          action={
            <div className="flex flex-wrap gap-2">
              {otherWays}
              {again}
            </div>
          }
        />
      );
    case "cancelled":
      return <Panel tone="warn">The preview was cancelled. {again}</Panel>;
    case "succeeded":
      if (preview === undefined) return null;
      if (!preview.success)
        return (
          <Problem
            title="The preview cannot be read"
            problem={{
              message: "The worker’s answer has another form than this page knows.",
              hint: "Work it out again.",
            }}
            action={again}
          />
        );
      return (
        <>
          <section aria-label="Consequences" className="grid gap-2.5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="text-[0.8125rem] font-semibold">What will happen</h2>
              <span className="text-sm text-ink-3">
                worked out <TimeText at={preview.data.impact.computedAtMicros} /> on the worker
              </span>
              <span className="ml-auto">{again}</span>
            </div>
            <ImpactPanels plan={preview.data.plan} impact={preview.data.impact} />
            <Panel>
              <ImpactFacts plan={preview.data.plan} impact={preview.data.impact} />
              <Disclosure summary="The exact plan" className="mt-2">
                <div className="mt-2">
                  <PlanFacts plan={preview.data.plan} />
                </div>
              </Disclosure>
            </Panel>
          </section>
          {children(preview.data)}
        </>
      );
  }
}
