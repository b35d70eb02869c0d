"use client";

import { asProblem } from "#components/data/api-problem.ts";
import { LogLines } from "#components/operations/log-lines.tsx";
import { useLogAround } from "#components/operations/use-log.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

interface LogAroundProps {
  operationId: string;
  line: string;
  onLine: (id: string) => void;
}

/** A linked line among its neighbours, however far back it is; reading on goes both ways. */
export function LogAround({ operationId, line, onLine }: LogAroundProps) {
  const around = useLogAround(operationId, line);
  if (around.data === undefined) {
    return around.isError ? (
      <Problem title="The log could not be loaded" problem={asProblem(around.error)} />
    ) : (
      <Skeleton className="h-[min(26rem,60dvh)]" />
    );
  }
  const lines = around.data.pages.flatMap((page) => page.lines);
  const isThere = lines.some(({ id }) => id === line);
  return (
    <>
      {around.isError && (
        <Problem title="The other lines could not be loaded" problem={asProblem(around.error)} />
      )}
      <LogLines
        lines={lines}
        isFollowing={false}
        marked={line}
        onLine={onLine}
        emptyWords="This log has no lines."
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="small"
          disabled={!around.hasPreviousPage}
          isBusy={around.isFetchingPreviousPage}
          onClick={() => around.fetchPreviousPage()}
        >
          Earlier lines
        </Button>
        <Button
          size="small"
          disabled={!around.hasNextPage}
          isBusy={around.isFetchingNextPage}
          onClick={() => around.fetchNextPage()}
        >
          Later lines
        </Button>
        <p className="num text-sm text-ink-3" aria-live="polite">
          {isThere ? "The marked line is what the link points to." : "The linked line is not in this log."}{" "}
          {lines.length.toLocaleString("en-GB")} lines around it.
        </p>
      </div>
    </>
  );
}
