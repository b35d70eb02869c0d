"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { DeliveriesTable } from "#components/alerts/deliveries-table.tsx";
import { useChannels } from "#components/alerts/use-channels.ts";
import { getJson, queryText } from "#components/data/api.ts";
import { KeysetPager } from "#components/data/keyset-pager.tsx";
import { Loaded } from "#components/data/loaded.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { Panel } from "#components/ui/panel.tsx";

const pageSize = 50;
const states = [
  ["sent", "Delivered"],
  ["pending", "Waiting"],
  ["dead", "Given up"],
] as const;
const parsers = {
  channel: parseAsString,
  state: parseAsStringLiteral(states.map(([state]) => state)),
  cursor: parseAsString,
};

/** Every message that was to be sent, newest first, and what became of it. */
export function Deliveries() {
  const [filter, setFilter] = useQueryStates(parsers, { history: "push" });
  const { channel, state, cursor } = filter;
  const channels = useChannels();
  const address = `/deliveries${queryText({ channelId: channel, state, cursor, limit: pageSize })}`;
  const page = useQuery({
    queryKey: ["delivery", "list", address],
    queryFn: ({ signal }) => getJson(address, ({ deliveryPage }) => deliveryPage, signal),
    placeholderData: keepPreviousData,
  });
  const isFiltered = channel !== null || state !== null || cursor !== null;
  return (
    <>
      <PageHead
        title="Deliveries"
        sub="Every message, and whether it was accepted. What was given up can be sent again."
      />
      <search className="mb-3 flex flex-wrap gap-2">
        <FilterSelect
          label="Channel"
          all="All channels"
          options={channels.data?.items.map(({ id, name }) => [id, name] as const) ?? []}
          className="max-w-64 flex-[1_1_11rem]"
          value={channel}
          onChange={(chosen) => setFilter({ channel: chosen, cursor: null })}
        />
        <FilterSelect
          label="State"
          all="All states"
          options={states}
          className="max-w-52 flex-[1_1_9rem]"
          value={state}
          onChange={(chosen) => setFilter({ state: chosen, cursor: null })}
        />
        {isFiltered && (
          <Button tone="quiet" onClick={() => setFilter(null)}>
            Show all
          </Button>
        )}
      </search>
      <Panel isPadded={false}>
        <Loaded query={page} what="The deliveries">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={isFiltered ? "No message matches" : "Nothing was ever sent"}>
                {!isFiltered && "Messages appear here when an alert fires or a channel is tested."}
              </EmptyState>
            ) : (
              <DeliveriesTable caption="Deliveries, newest first" deliveries={items} />
            )
          }
        </Loaded>
      </Panel>
      <KeysetPager
        firstLabel="Newest"
        nextLabel="Older"
        cursor={cursor}
        nextCursor={page.data?.nextCursor ?? null}
        onCursor={(next) => setFilter({ cursor: next })}
      />
    </>
  );
}
