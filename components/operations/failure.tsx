import type { ReactNode } from "react";
import { kindWords } from "#components/operations/operation-words.ts";
import { Problem } from "#components/ui/problem.tsx";
import type { OperationSummary } from "#lib/operations/schema.ts";

/** What failed, the likely cause, the engine's own words, the next action (U13). */
export function OperationFailure({
  operation,
  words,
  action,
}: {
  operation: Pick<OperationSummary, "kind" | "error" | "status" | "resource">;
  words?: string | null;
  action?: ReactNode;
}) {
  if (operation.status !== "failed") return null;
  const what = `${kindWords[operation.kind]}${operation.resource === null ? "" : ` of ${operation.resource.name}`}`;
  return (
    <Problem
      title={`${what} failed`}
      problem={
        operation.error ?? {
          message: "It ended without saying why.",
          hint: "Read the end of the log below, then start it again.",
        }
      }
      words={words ?? null}
      action={action}
    />
  );
}
