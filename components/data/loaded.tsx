"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { asProblem } from "./api-problem.ts";

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** What is being loaded, as in "The backup sets could not be loaded". */
  what: string;
  /** Takes the room of what will come. */
  placeholder?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Loading, failed or there. What was loaded before stays when a refresh fails, with the failure above it. */
export function Loaded<T>({ query, what, placeholder, children }: LoadedProps<T>) {
  const failure = query.error && (
    <Problem
      className="mb-3.5"
      title={query.data === undefined ? `${what} could not be loaded` : `${what} could not be refreshed`}
      problem={asProblem(query.error)}
      action={
        <Button isBusy={query.isFetching} onClick={() => query.refetch()}>
          Try again
        </Button>
      }
    />
  );
  if (query.data !== undefined) {
    return (
      <>
        {failure}
        {children(query.data)}
      </>
    );
  }
  return failure ?? placeholder ?? <SkeletonRows label={`${what}: loading`} />;
}
