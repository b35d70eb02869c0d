"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { type ApiProblem, asProblem, isNowhere } from "./api-problem.ts";
import { type AllOf, NotHere } from "./not-here.tsx";

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** What is being loaded, as in "The backup sets could not be loaded". */
  what: string;
  /** Takes the room of what will come. */
  placeholder?: ReactNode;
  /** On a page about one thing that its address names: where the others are, when there is no such thing. */
  all?: AllOf;
  children: (data: T) => ReactNode;
}

/** Loading, failed or there. What was loaded before stays when a refresh fails, with the failure above it. */
export function Loaded<T>({ query, what, placeholder, all, children }: LoadedProps<T>) {
  const problem = query.error && asProblem(query.error);
  if (query.data !== undefined) {
    return (
      <>
        {problem && <Failure query={query} title={`${what} could not be refreshed`} problem={problem} />}
        {children(query.data)}
      </>
    );
  }
  if (!problem) return placeholder ?? <SkeletonRows label={`${what}: loading`} />;
  if (all && isNowhere(problem)) return <NotHere {...all} />;
  return <Failure query={query} title={`${what} could not be loaded`} problem={problem} />;
}

interface FailureProps {
  query: Pick<UseQueryResult, "isFetching" | "refetch">;
  title: string;
  problem: ApiProblem;
}

function Failure({ query, title, problem }: FailureProps) {
  const pathname = usePathname();
  // What was asked for wrongly was asked for by the address, and would be again.
  const isAddress = useSearchParams().size > 0 && problem.status === 400;
  return (
    <Problem
      className="mb-3.5"
      title={title}
      problem={
        isAddress
          ? { ...problem, message: "The address of this page has a filter that nothing can match." }
          : problem
      }
      action={
        isAddress ? (
          <Link href={pathname} className={buttonStyle()}>
            Show all
          </Link>
        ) : (
          <Button isBusy={query.isFetching} onClick={() => query.refetch()}>
            Try again
          </Button>
        )
      }
    />
  );
}
