"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { getJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { ApproveCard } from "#components/restores/approve-card.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { type RestoreDto, restorePage } from "#lib/restores/schema.ts";

/** What waits for a decision, the one that expires first on top. */
export function ApprovalInbox() {
  const waiting = useQuery({
    queryKey: ["restore", "waiting"],
    queryFn: ({ signal }) => getJson("/restores?waiting=true", restorePage, signal),
  });
  const restores = [...(waiting.data?.items ?? [])].sort(
    (a, b) => Date.parse(a.change.expiresAt) - Date.parse(b.change.expiresAt),
  );
  const gone = useGone(waiting.data?.items);
  return (
    <>
      <PageHead
        title="Approvals"
        sub={
          waiting.data === undefined
            ? undefined
            : restores.length === 1
              ? "One request waits for a decision."
              : `${restores.length} requests wait for a decision.`
        }
      />
      {gone.map((restore) => (
        <Banner key={restore.id} tone="accent" isAnnounced className="mb-2.5">
          <span className="num">R-{restore.change.number}</span> no longer waits: it was decided, withdrawn or
          replaced.{" "}
          <Link href={`/restores/${restore.id}`} className="link">
            See what became of it
          </Link>
        </Banner>
      ))}
      {waiting.isPending ? (
        <SkeletonRows label="Loading what waits for a decision" />
      ) : waiting.data === undefined ? (
        <Problem
          title="The requests could not be loaded"
          problem={asProblem(waiting.error)}
          action={<Button onClick={() => waiting.refetch()}>Try again</Button>}
        />
      ) : restores.length === 0 ? (
        <Panel>
          <EmptyState
            title="Nothing waits for a decision"
            action={
              <Link href="/restores" className={buttonStyle({})}>
                See past restores
              </Link>
            }
          >
            When somebody asks for a restore, its exact plan appears here. Silence is rejection: a request
            expires by itself.
          </EmptyState>
        </Panel>
      ) : (
        <div className="flex flex-wrap items-start gap-x-8 gap-y-10">
          {restores.map((restore) => (
            <ApproveCard key={restore.id} restore={restore} />
          ))}
        </div>
      )}
    </>
  );
}

/** Requests that were here while this page was open and are not any more: nothing vanishes without a word. */
function useGone(items: readonly RestoreDto[] | undefined): RestoreDto[] {
  const [seen, setSeen] = useState<RestoreDto[]>([]);
  const fresh = (items ?? []).filter((item) => !seen.some((one) => one.id === item.id));
  if (fresh.length > 0) setSeen([...seen, ...fresh]);
  if (items === undefined) return [];
  return seen.filter((one) => !items.some((item) => item.id === one.id));
}
