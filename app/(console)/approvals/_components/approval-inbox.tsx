"use client";

import Link from "next/link";
import { useState } from "react";
import { useOpenChanges } from "#components/changes/use-open-changes.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Unanswered } from "#components/data/unanswered.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { ChangeSummary } from "#lib/changes/schema.ts";
import { InboxPlace } from "./inbox-place.tsx";

/** What waits for a decision, the one that expires first on top. */
export function ApprovalInbox() {
  const waiting = useOpenChanges();
  const changes = waiting.data?.items ?? [];
  const seen = useSeen(waiting.data?.items);
  return (
    <>
      <PageHead
        title="Approvals"
        sub={
          changes.length === 0
            ? undefined
            : changes.length === 1
              ? "One request waits for a decision."
              : `${changes.length} requests wait for a decision.`
        }
      />
      {waiting.isPending ? (
        <SkeletonRows label="Loading what waits for a decision" />
      ) : waiting.data === undefined ? (
        <Problem
          title="The requests could not be loaded"
          problem={asProblem(waiting.error)}
          action={<Button onClick={() => waiting.refetch()}>Try again</Button>}
        />
      ) : (
        <div className="flex flex-wrap items-start gap-x-8 gap-y-10">
          <Unanswered className="w-full" asked={[{ what: "the requests", query: waiting }]} />
          {seen.map((request) => (
            <InboxPlace
              key={request.change.id}
              request={request}
              isWaiting={changes.some(({ change }) => change.id === request.change.id)}
            />
          ))}
          {changes.length === 0 && <NothingWaits />}
        </div>
      )}
    </>
  );
}

function NothingWaits() {
  return (
    <Panel className="w-full">
      <EmptyState
        title="Nothing waits for a decision"
        action={
          <Link href="/restores" className={buttonStyle({})}>
            See past restores
          </Link>
        }
      >
        When somebody asks for a restore, or to keep backups for less time, the exact plan appears here.
        Silence is rejection: a request expires by itself.
      </EmptyState>
    </Panel>
  );
}

/** Requests that are here or were while this page was open: nothing vanishes without a word, and nothing moves. */
function useSeen(items: readonly ChangeSummary[] | undefined): ChangeSummary[] {
  const [seen, setSeen] = useState<ChangeSummary[]>([]);
  const fresh = (items ?? []).filter((item) => !seen.some((one) => one.change.id === item.change.id));
  if (fresh.length > 0) setSeen([...seen, ...fresh]);
  const latest = seen.map((one) => items?.find((item) => item.change.id === one.change.id) ?? one);
  return latest.sort((a, b) => Date.parse(a.change.expiresAt) - Date.parse(b.change.expiresAt));
}
