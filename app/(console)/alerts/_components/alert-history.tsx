"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";
import { KeysetPager } from "#components/data/keyset-pager.tsx";
import { Loaded } from "#components/data/loaded.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Table } from "#components/ui/table.tsx";
import { HistoryFilter } from "./history-filter.tsx";
import { HistoryRow } from "./history-row.tsx";
import { useHistoryFilter } from "./use-history-filter.ts";

const pageSize = 50;
const columns = [
  { label: "Alert", className: "beside:w-[42%]" },
  { label: "How bad" },
  { label: "Began" },
  { label: "Lasted" },
  { label: "Acknowledged" },
];

/** Everything that ever fired, newest first. */
export function AlertHistory() {
  const { filter, setCursor, clear, isFiltered } = useHistoryFilter();
  const { severity, rule, resource, cursor } = filter;
  const address = `/alerts${queryText({ view: "history", severity, rule, resourceId: resource, cursor, limit: pageSize })}`;
  const page = useQuery({
    queryKey: ["alert", "history", address],
    queryFn: ({ signal }) => getJson(address, ({ alertPage }) => alertPage, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <HistoryFilter />
      <Panel isPadded={false}>
        <Loaded query={page} what="The history">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title={isFiltered || cursor ? "No alert matches" : "Nothing has ever fired"}
                action={(isFiltered || cursor) && <Button onClick={clear}>Show all</Button>}
              >
                {!isFiltered && !cursor && "An alert drill shows end to end that one would arrive."}
              </EmptyState>
            ) : (
              <Table caption="Alerts, newest first" columns={columns}>
                {items.map((alert) => (
                  <HistoryRow key={alert.id} alert={alert} />
                ))}
              </Table>
            )
          }
        </Loaded>
      </Panel>
      <KeysetPager
        firstLabel="Newest"
        nextLabel="Older"
        cursor={cursor}
        nextCursor={page.data?.nextCursor ?? null}
        onCursor={setCursor}
      />
    </>
  );
}
