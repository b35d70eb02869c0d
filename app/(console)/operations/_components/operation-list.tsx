"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { getJson, queryText } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { statusWords } from "#components/operations/operation-words.ts";
import { OperationsTable } from "#components/operations/operations-table.tsx";
import { ResourceFilter } from "#components/resources/resource-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { kindWords, operationKinds, operationStatuses } from "#lib/operations/words.ts";

const filters = {
  kind: parseAsStringLiteral(operationKinds),
  status: parseAsStringLiteral(operationStatuses),
  resource: parseAsString,
};

/** Everything workers did, newest first; what is filtered lives in the URL (U15). */
export function OperationList() {
  const [filter, setFilter] = useQueryStates(filters);
  const pages = useInfiniteQuery({
    queryKey: ["operation", "list", filter],
    queryFn: ({ pageParam, signal }) =>
      getJson(
        `/operations${queryText({ withoutPreviews: true, kind: filter.kind, status: filter.status, resourceId: filter.resource, cursor: pageParam })}`,
        ({ operationPage }) => operationPage,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const operations = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.values(filter).some((value) => value !== null);

  return (
    <>
      <PageHead title="Operations" sub="Everything that workers did or are doing, newest first." />
      <div className="mb-3 flex flex-wrap gap-2">
        <FilterSelect
          label="Kind"
          all="All kinds but previews"
          options={operationKinds.map((kind) => [kind, kindWords[kind]] as const)}
          className="max-w-52 flex-[1_1_9rem]"
          value={filter.kind}
          onChange={(kind) => setFilter({ kind })}
        />
        <FilterSelect
          label="Outcome"
          all="All outcomes"
          options={operationStatuses.map((status) => [status, statusWords[status]] as const)}
          className="max-w-52 flex-[1_1_9rem]"
          value={filter.status}
          onChange={(status) => setFilter({ status })}
        />
        <ResourceFilter
          className="max-w-52 flex-[1_1_9rem]"
          value={filter.resource}
          onChange={(resource) => setFilter({ resource })}
        />
        {isFiltered && (
          <Button tone="quiet" onClick={() => setFilter({ kind: null, status: null, resource: null })}>
            Show all
          </Button>
        )}
      </div>
      <Panel isPadded={false}>
        {pages.isPending ? (
          <SkeletonRows label="Loading operations" />
        ) : pages.isError ? (
          <Problem
            title="The operations could not be loaded"
            problem={asProblem(pages.error)}
            action={<Button onClick={() => pages.refetch()}>Try again</Button>}
          />
        ) : operations.length === 0 ? (
          <EmptyState title={isFiltered ? "No operation matches" : "Nothing has run yet"}>
            {isFiltered
              ? "Choose another kind, outcome or resource."
              : "Operations appear here when a backup, a check or a restore starts."}
          </EmptyState>
        ) : (
          <OperationsTable operations={operations} caption="Operations, newest first" />
        )}
      </Panel>
      {pages.hasNextPage && (
        <Button className="mt-3" isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          Older operations
        </Button>
      )}
    </>
  );
}
