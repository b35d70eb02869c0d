"use client";

import { useNow } from "#components/data/use-now.ts";
import { describeProgress } from "#components/operations/describe-progress.ts";
import { Pill } from "#components/ui/pill.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import type { OperationDto } from "#lib/operations/schema.ts";

/** What a running operation is doing, from its own counters. A step that counts nothing shows no bar. */
export function OperationProgress({ operation }: { operation: OperationDto }) {
  const now = useNow();
  if (now === 0) return null;
  if (operation.status === "queued") {
    return <p>{operation.waitingFor ?? `Waiting for the worker on ${operation.host}.`}</p>;
  }
  if (operation.status !== "running") return null;
  const words = describeProgress(operation, now);
  const step = operation.steps.findLast((one) => one.status === "running")?.name ?? operation.progress?.step;
  const elapsed =
    operation.startedAt === null ? null : formatDuration(Math.max(0, now - Date.parse(operation.startedAt)));
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-[560] first-letter:uppercase">{step ?? "Starting"}</span>
        {words.counted !== null && <span className="num text-ink-2">{words.counted}</span>}
        <span className="num ml-auto text-sm text-ink-3">
          {[elapsed === null ? null : `${elapsed} so far`, words.remaining].filter(Boolean).join(" · ")}
        </span>
      </div>
      {words.fraction !== null && (
        <div
          role="progressbar"
          aria-label={`Progress of ${step ?? "the operation"}`}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(words.fraction * 100)}
          aria-valuetext={words.counted ?? undefined}
          className="h-1.5 overflow-hidden rounded-full bg-idle-soft"
        >
          <div
            className="h-full origin-left bg-accent transition-transform"
            style={{ transform: `scaleX(${words.fraction})` }}
          />
        </div>
      )}
      {words.stalled !== null && (
        <div role="status" className="flex flex-wrap items-center gap-2">
          <Pill tone="warn">Stalled</Pill>
          <span>{words.stalled}</span>
        </div>
      )}
    </div>
  );
}
