"use client";

import type { ReactNode } from "react";
import { asProblem, SESSION_OVER } from "#components/data/api-problem.ts";
import { useIsSessionOver } from "#components/data/session-expiry.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Problem } from "#components/ui/problem.tsx";

/**
 * Why a decision was not taken. That the session had ended is no trouble any more once somebody is signed in again:
 * `again` says what is left to do then.
 */
export function NotDecided(props: { title: string; error: Error | null; again: ReactNode }) {
  const isSessionOver = useIsSessionOver();
  if (props.error === null) return null;
  const problem = asProblem(props.error);
  if (problem.code !== SESSION_OVER) return <Problem title={props.title} problem={problem} />;
  if (isSessionOver) return null;
  return (
    <Banner tone="accent" isAnnounced>
      You are signed in again. {props.again}
    </Banner>
  );
}
