"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { asProblem } from "./api-problem.ts";
import { isUnanswered } from "./is-unanswered.ts";

interface UnansweredProps {
  asked: {
    /** As in "The alerts and the pauses could not be refreshed". */
    what: string;
    query: Pick<UseQueryResult, "data" | "error" | "isFetched" | "isFetching" | "refetch">;
  }[];
  className?: string;
}

const both = new Intl.ListFormat("en-GB");

/**
 * For what is shown without a frame of its own, where an empty list looks like good news: that it is not known, or
 * is from before (U10).
 */
export function Unanswered({ asked, className }: UnansweredProps) {
  const failed = asked.filter(({ query }) => isUnanswered(query));
  if (failed.length === 0) return null;
  const what = both.format(failed.map((each) => each.what));
  const isFromBefore = failed.every(({ query }) => query.data !== undefined);
  const error = failed.find(({ query }) => query.error !== null)?.query.error;
  return (
    <Problem
      {...(className && { className })}
      title={`${what.charAt(0).toUpperCase()}${what.slice(1)} could not be ${isFromBefore ? "refreshed" : "loaded"}`}
      problem={error ? asProblem(error) : { message: "It is being asked again." }}
      action={
        <Button
          isBusy={failed.some(({ query }) => query.isFetching)}
          onClick={() => Promise.all(failed.map(({ query }) => query.refetch()))}
        >
          Try again
        </Button>
      }
    />
  );
}
