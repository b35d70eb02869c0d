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
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";

const pageSize = 50;
const states = { sent: "Delivered", pending: "Waiting", dead: "Given up" } as const;
const parsers = {
  channel: parseAsString,
  state: parseAsStringLiteral(["sent", "pending", "dead"]),
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
        <Select
          aria-label="Channel"
          className="max-w-64 flex-[1_1_11rem]"
          value={channel ?? ""}
          onChange={(event) => setFilter({ channel: event.target.value || null, cursor: null })}
        >
          <option value="">All channels</option>
          {channels.data?.items.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <Select
          aria-label="State"
          className="max-w-52 flex-[1_1_9rem]"
          value={state ?? ""}
          onChange={(event) => setFilter({ state: parsers.state.parse(event.target.value), cursor: null })}
        >
          <option value="">All states</option>
          {Object.entries(states).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
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
