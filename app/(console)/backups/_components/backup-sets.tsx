"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getJson, queryText } from "#components/data/api.ts";
import { KeysetPager } from "#components/data/keyset-pager.tsx";
import { Loaded } from "#components/data/loaded.tsx";
import { useRepositories } from "#components/data/use-repositories.ts";
import { ResourceFilter } from "#components/resources/resource-filter.tsx";
import { useHolds } from "#components/retention/use-holds.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pressable } from "#components/ui/pressable.tsx";
import { Table } from "#components/ui/table.tsx";
import { BackupSetRow } from "./backup-set-row.tsx";
import { CompareSets } from "./compare-sets.tsx";
import { useBackupFilter } from "./use-backup-filter.ts";
import { useKept } from "./use-kept.ts";

const columns = [
  { label: "Backup set", className: "beside:w-[19%]" },
  { label: "Resource" },
  { label: "Finished" },
  { label: "Stored", align: "right" as const },
  { label: "Took", align: "right" as const },
  { label: "Reached" },
  { label: "Stays", className: "beside:w-[24%]" },
];

const pageSize = 50;

export function BackupSets() {
  const [hasChosen, setChosen] = useState(false);
  const [filter, setFilter] = useBackupFilter();
  const repositories = useRepositories();
  const sets = useQuery({
    queryKey: ["backup-set", "list", filter.resource, filter.repository, filter.cursor],
    queryFn: ({ signal }) =>
      getJson(
        `/backups${queryText({
          resourceId: filter.resource,
          repositoryId: filter.repository,
          cursor: filter.cursor,
          limit: pageSize,
        })}`,
        ({ backupSetPage }) => backupSetPage,
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const kept = useKept(sets.data?.items ?? []);
  const holds = useHolds(filter.resource);
  const { compare } = filter;
  const toggle = (id: string, isCompared: boolean) => {
    const others = compare.filter((one) => one !== id);
    // A third one takes the place of the one that was chosen first.
    setFilter({ compare: isCompared ? [...others.slice(-1), id] : others });
    setChosen(true);
  };
  const list = (
    <Panel isPadded={false}>
      <div className="flex flex-wrap items-center gap-2.5 border-b px-3.5 py-2.5">
        <ResourceFilter
          className="sm:max-w-56"
          value={filter.resource}
          onChange={(resource) => setFilter({ resource, cursor: null })}
        />
        <FilterSelect
          label="Repository"
          all="All repositories"
          options={repositories.data?.items.map(({ id, name }) => [id, name] as const) ?? []}
          className="sm:max-w-56"
          value={filter.repository}
          onChange={(repository) => setFilter({ repository, cursor: null })}
        />
        <p className="text-sm text-ink-3 sm:ml-auto" aria-live="polite">
          {compare.length === 1 ? (
            <>
              One set is chosen: tick another to compare.{" "}
              <Pressable className="link min-h-6" onClick={() => setFilter({ compare: [] })}>
                Clear
              </Pressable>
            </>
          ) : (
            compare.length === 0 && "Tick two sets to compare them."
          )}
        </p>
      </div>
      <Loaded query={sets} what="The backup sets">
        {(page) =>
          page.items.length === 0 ? (
            <NoSets
              isFiltered={Boolean(filter.resource || filter.repository || filter.cursor)}
              onClear={() => setFilter({ resource: null, repository: null, cursor: null })}
            />
          ) : (
            <Table isWide caption="Backup sets, newest first" columns={columns}>
              {page.items.map((set) => (
                <BackupSetRow
                  key={set.id}
                  set={set}
                  kept={kept}
                  holds={holds.data?.items ?? []}
                  isCompared={compare.includes(set.id)}
                  onCompare={(isCompared) => toggle(set.id, isCompared)}
                />
              ))}
            </Table>
          )
        }
      </Loaded>
      <div className="px-3.5 pb-3 empty:hidden">
        <KeysetPager
          firstLabel="Newest"
          nextLabel="Older"
          cursor={filter.cursor}
          nextCursor={sets.data?.nextCursor ?? null}
          onCursor={(cursor) => setFilter({ cursor })}
        />
      </div>
    </Panel>
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
      {compare.length === 2 && (
        <CompareSets
          key={compare.join()}
          ids={compare}
          isFocused={hasChosen}
          onClear={() => setFilter({ compare: [] })}
        />
      )}
      {list}
    </div>
  );
}

function NoSets({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  return isFiltered ? (
    <EmptyState title="No backup set matches" action={<Button onClick={onClear}>Show all</Button>} />
  ) : (
    <EmptyState title="There is no backup set yet">
      The first full backup of a resource appears here as soon as it was read back from its repository. Until
      then nothing can be restored.
    </EmptyState>
  );
}
