"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { KeysetPager } from "#components/data/keyset-pager.tsx";
import { Loaded } from "#components/data/loaded.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { AuditEntry } from "./audit-entry.tsx";
import { PrintedHead } from "./printed-head.tsx";
import { useAuditFilter } from "./use-audit-filter.ts";

const pageSize = 50;

export function AuditEntries() {
  const { wrongDates, clear } = useAuditFilter();
  if (wrongDates === null) return <EntryList />;
  return (
    <EmptyState
      title={wrongDates === "reversed" ? "From is after To" : "This link's dates cannot be read"}
      action={<Button onClick={clear}>Show all entries</Button>}
    >
      {wrongDates === "reversed" ? "No entry can be in between." : "It may have been cut short or changed."}
    </EmptyState>
  );
}

function EntryList() {
  const { query, cursor, setCursor, clear, isFiltered } = useAuditFilter();
  const address = `/audit${query({ cursor, limit: pageSize })}`;
  const page = useQuery({
    // Not the topic's word: a page that is being read does not move when something happens (U3).
    queryKey: ["audit-page", address],
    queryFn: ({ signal }) => getJson(address, ({ auditPage }) => auditPage, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      {!cursor && <NewEntries shown={page.data?.items[0]?.position ?? null} address={address} />}
      <Loaded query={page} what="The audit log">
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState
              title={isFiltered || cursor ? "No entry matches" : "Nothing has happened yet"}
              action={(isFiltered || cursor) && <Button onClick={clear}>Show all entries</Button>}
            />
          ) : (
            <>
              <PrintedHead
                positions={items.map(({ position }) => BigInt(position))}
                isComplete={cursor === null && nextCursor === null}
                readAtMs={page.dataUpdatedAt}
              />
              <ol aria-label="Entries, newest first">
                {items.map((entry) => (
                  <AuditEntry key={entry.position} entry={entry} />
                ))}
              </ol>
            </>
          )
        }
      </Loaded>
      <div className="px-3.5 pb-3">
        <KeysetPager
          firstLabel="Newest"
          nextLabel="Older"
          cursor={cursor}
          nextCursor={page.data?.nextCursor ?? null}
          onCursor={setCursor}
        />
      </div>
    </>
  );
}

/** Says that there is more above, and shows it when asked. */
function NewEntries({ shown, address }: { shown: string | null; address: string }) {
  const { query } = useAuditFilter();
  const client = useQueryClient();
  const newest = useQuery({
    queryKey: ["audit", "newest", query()],
    queryFn: ({ signal }) => getJson(`/audit${query({ limit: 1 })}`, ({ auditPage }) => auditPage, signal),
    refetchInterval: 30_000,
  });
  const position = newest.data?.items[0]?.position;
  const hasNew = shown !== null && position !== undefined && BigInt(position) > BigInt(shown);
  return (
    <div role="status">
      {hasNew && (
        <div className="border-b px-3.5 py-2">
          <Button
            size="small"
            onClick={() => client.invalidateQueries({ queryKey: ["audit-page", address] })}
          >
            Show new entries
          </Button>
        </div>
      )}
    </div>
  );
}
