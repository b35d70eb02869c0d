"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { asProblem } from "#components/data/api-problem.ts";
import { isFinished, useOperation, useRefreshAtEnd } from "#components/data/use-operation.ts";
import { Problem } from "#components/ui/problem.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { OperationDto } from "#lib/operations/schema.ts";
import { OperationPill } from "./operation-pill.tsx";
import { OperationProgressText } from "./operation-progress-text.tsx";

interface OperationInlineProps {
  id: string;
  /** What to show once it has succeeded: its result. */
  children?: (operation: OperationDto) => ReactNode;
}

/** An operation that was started from this page, followed to its end in place. */
export function OperationInline({ id, children }: OperationInlineProps) {
  const { data, error } = useOperation(id);
  useRefreshAtEnd(data?.status);
  if (error) return <Problem title="The operation could not be followed" problem={asProblem(error)} />;
  if (!data) return <Skeleton className="h-16" />;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1" role="status">
        <OperationPill status={data.status} />
        <span>{data.title}</span>
        <Link className="link ml-auto text-sm" href={`/operations/${data.id}`}>
          Steps and log
        </Link>
      </div>
      {data.status === "queued" && data.waitingFor && <p className="text-ink-2">{data.waitingFor}</p>}
      {!isFinished(data.status) && data.progress && <OperationProgressText progress={data.progress} />}
      {data.status === "failed" && data.error && <Problem title={data.title} problem={data.error} />}
      {data.status === "cancelled" && data.error && <p>{data.error.message}</p>}
      {data.status === "succeeded" && children?.(data)}
    </div>
  );
}
