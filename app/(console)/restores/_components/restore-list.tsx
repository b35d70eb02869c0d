"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { getJson, queryText } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { RestoreStatusPill } from "#components/restores/restore-status.tsx";
import { Sentence } from "#components/restores/sentence.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pressable } from "#components/ui/pressable.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RestoreListItem } from "#lib/restores/schema.ts";

export function RestoreList() {
  const { can } = useSession();
  const [resourceId, setResourceId] = useQueryState("resource", parseAsString);
  const pages = useInfiniteQuery({
    queryKey: ["restore", "list", resourceId],
    queryFn: ({ pageParam, signal }) =>
      getJson(
        `/restores${queryText({ resourceId, cursor: pageParam })}`,
        ({ restorePage }) => restorePage,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const restores = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const ask = can("restore.request") && (
    <Link href="/restores/new" className={buttonStyle({ tone: "primary" })}>
      Ask for a restore…
    </Link>
  );
  return (
    <>
      <PageHead
        title="Restores"
        sub="Every restore that was asked for, with its decision and its outcome."
        actions={ask}
      />
      {resourceId !== null && (
        <p className="mb-3">
          Of {restores[0]?.resource.name ?? "one resource"} only.{" "}
          <Pressable className="link" onClick={() => setResourceId(null)}>
            Show all
          </Pressable>
        </p>
      )}
      <Panel isPadded={false}>
        {pages.isPending ? (
          <SkeletonRows label="Loading restores" />
        ) : pages.isError ? (
          <Problem
            title="The restores could not be loaded"
            problem={asProblem(pages.error)}
            action={<Button onClick={() => pages.refetch()}>Try again</Button>}
          />
        ) : restores.length === 0 ? (
          <EmptyState title="No restore was asked for yet" action={ask || undefined}>
            A first restore into a new instance overwrites nothing, and proves that the backups work.
          </EmptyState>
        ) : (
          <RestoreTable restores={restores} />
        )}
      </Panel>
      {pages.hasNextPage && (
        <Button className="mt-3" isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          Older restores
        </Button>
      )}
    </>
  );
}

function RestoreTable({ restores }: { restores: readonly RestoreListItem[] }) {
  return (
    <Table
      caption="Restores, newest first"
      columns={[
        { label: "Request" },
        { label: "State" },
        { label: "Asked by" },
        { label: "Asked" },
        { label: "Measured RTO" },
      ]}
    >
      {restores.map((restore) => (
        <Row key={restore.id}>
          <Cell isHeading>
            <Link href={`/restores/${restore.id}`} className="link num font-[560]">
              <Sentence plan={restore.plan} />
            </Link>
            <div className="text-sm text-ink-3">
              <span className="num">R-{restore.change.number}</span> · {isolate(restore.change.reason)}
            </div>
            {restore.operation?.error && (
              <div className="text-sm text-bad">{restore.operation.error.message}</div>
            )}
          </Cell>
          <Cell label="State">
            <RestoreStatusPill status={restore.status} />
          </Cell>
          <Cell label="Asked by">{isolate(restore.change.requestedBy.name)}</Cell>
          <Cell label="Asked" className="whitespace-nowrap">
            <TimeText at={restore.change.createdAt} />
          </Cell>
          <Cell label="Measured RTO" className="num whitespace-nowrap">
            {restore.receipt === null ? "–" : formatDuration(restore.receipt.rto.totalMs)}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
