"use client";

import type { ReactNode } from "react";
import { useLog } from "#components/operations/use-log.ts";
import { Problem } from "#components/ui/problem.tsx";
import type { OperationSummary } from "#lib/operations/schema.ts";

/** Few enough to stand there whole; the log has the rest. */
const mostLines = 4;

/** What failed, the likely cause, the engine's own words, the next action (U13). */
export function OperationFailure(props: { operation: OperationSummary; action?: ReactNode }) {
  return props.operation.status === "failed" ? <Failure {...props} /> : null;
}

function Failure({ operation, action }: { operation: OperationSummary; action?: ReactNode }) {
  const log = useLog(operation.id, { search: "", lowest: "warn" }, false);
  const said = operation.error?.message;
  const words = log.data?.lines
    .map((line) => line.text)
    .filter((text) => said === undefined || !text.includes(said))
    .slice(-mostLines)
    .join("\n");
  return (
    <Problem
      title={`${operation.title} failed`}
      problem={
        operation.error ?? {
          message: "It ended without saying why.",
          hint: "Read the end of the log below, then start it again.",
        }
      }
      action={
        <div className="grid min-w-0 basis-full gap-2">
          {words && <pre className="id rounded-md bg-bg p-2.5 whitespace-pre-wrap">{words}</pre>}
          {action}
        </div>
      }
    />
  );
}
