"use client";

import { useNow } from "#components/data/use-now.ts";
import { cn } from "#components/ui/cn.ts";
import { type Tone, ToneShape } from "#components/ui/pill.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { stepsAhead } from "#lib/operations/rules.ts";
import type { OperationDto } from "#lib/operations/schema.ts";

interface StepRow {
  name: string;
  tone: Tone | "next";
  words: string;
  /** What comes before it can start; of the next one only, the others wait for the one above. */
  waitsFor?: string | null;
  durationMs: number | null;
  attempt: number;
}

const colors: Record<StepRow["tone"], string> = {
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  busy: "text-accent",
  idle: "text-ink-3",
  unknown: "text-ink-3",
  next: "text-ink-3",
};

/** Steps done, the one running, and those that come next. */
export function OperationSteps({ operation }: { operation: OperationDto }) {
  const now = useNow();
  const rows = rowsOf(operation, now);
  if (rows.length === 0) {
    return (
      <p className="text-ink-3">{isOver(operation) ? "No step was recorded." : "No step has started yet."}</p>
    );
  }
  return (
    <ol className="grid">
      {rows.map((row) => (
        <li
          key={row.name}
          className={cn(
            "grid min-h-8 grid-cols-[1rem_1fr_auto] items-center gap-2.5 border-b py-1 last:border-b-0",
            row.tone === "next" && "text-ink-3",
          )}
        >
          <span
            className={cn(
              "flex",
              row.tone in colors ? colors[row.tone as keyof typeof colors] : "text-ink-3",
            )}
          >
            {row.tone === "next" ? <NextShape /> : <ToneShape tone={row.tone} className="size-3" />}
          </span>
          <span className="min-w-0">
            <span className="inline-block first-letter:uppercase">{row.name}</span>
            <span className="sr-only">: {row.words}</span>
            {row.attempt > 1 && <span className="text-sm text-ink-3"> · attempt {row.attempt}</span>}
            {row.waitsFor != null && <span className="block text-sm">waits for {row.waitsFor}</span>}
            {row.tone === "bad" && <span className="text-sm text-bad"> · failed here</span>}
          </span>
          <span className="num text-sm text-ink-3">
            {row.durationMs === null ? (row.tone === "next" ? "next" : "") : formatDuration(row.durationMs)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function rowsOf(operation: OperationDto, now: number): StepRow[] {
  const isEnded = isOver(operation);
  const done = operation.steps.map((step): StepRow => {
    const end = step.finishedAt === null ? (isEnded ? null : now) : Date.parse(step.finishedAt);
    return {
      name: step.name,
      tone: step.status === "succeeded" ? "good" : step.status === "failed" || isEnded ? "bad" : "busy",
      words: step.status === "running" && isEnded ? "did not finish" : step.status,
      durationMs: end === null || end === 0 ? null : Math.max(0, end - Date.parse(step.startedAt)),
      attempt: step.attempt,
    };
  });
  // After the end nothing comes next: what did not run is not shown as if it would.
  const begun = operation.steps.map((step) => step.name);
  const next = isEnded ? [] : stepsAhead(operation.plannedSteps, begun);
  const running = operation.steps.findLast((step) => step.status === "running");
  const waitsFor = running === undefined ? operation.waitingFor : `“${running.name}”`;
  return [
    ...done,
    ...next.map(
      (name, index): StepRow => ({
        name,
        tone: "next",
        words: "not started",
        waitsFor: index === 0 ? waitsFor : null,
        durationMs: null,
        attempt: 1,
      }),
    ),
  ];
}

function isOver({ status }: OperationDto): boolean {
  return status !== "queued" && status !== "running";
}

function NextShape() {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3" fill="none" stroke="currentColor">
      <circle cx="6" cy="6" r="4.2" strokeWidth="1.4" />
    </svg>
  );
}
