"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";
import { KeysetPager } from "#components/data/keyset-pager.tsx";
import { Loaded } from "#components/data/loaded.tsx";
import { useRepositories } from "#components/data/use-repositories.ts";
import { useResources } from "#components/data/use-resources.ts";
import { useHolds } from "#components/retention/use-holds.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { Table } from "#components/ui/table.tsx";
import { BackupSetRow } from "./backup-set-row.tsx";
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

export function BackupSets() {
  const [filter, setFilter] = useBackupFilter();
  const resources = useResources();
  const repositories = useRepositories();
  const sets = useQuery({
    queryKey: ["backup-set", "list", filter],
    queryFn: ({ signal }) =>
      getJson(
        `/backups${queryText({
          resourceId: filter.resource,
          repositoryId: filter.repository,
          cursor: filter.cursor,
        })}`,
        ({ backupSetPage }) => backupSetPage,
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const kept = useKept(sets.data?.items ?? []);
  const holds = useHolds(filter.resource);
  return (
    <Panel isPadded={false}>
      <div className="flex flex-wrap gap-2.5 border-b px-3.5 py-2.5">
        <Select
          aria-label="Resource"
          className="sm:max-w-56"
          value={filter.resource ?? ""}
          onChange={(event) => setFilter({ resource: event.target.value || null, cursor: null })}
        >
          <option value="">All resources</option>
          {resources.data?.items.map((resource) => (
            <option key={resource.id} value={resource.id}>
              {resource.name}
            </option>
          ))}
        </Select>
        <Select
          aria-label="Repository"
          className="sm:max-w-56"
          value={filter.repository ?? ""}
          onChange={(event) => setFilter({ repository: event.target.value || null, cursor: null })}
        >
          <option value="">All repositories</option>
          {repositories.data?.items.map((repository) => (
            <option key={repository.id} value={repository.id}>
              {repository.name}
            </option>
          ))}
        </Select>
      </div>
      <Loaded query={sets} what="The backup sets">
        {(page) =>
          page.items.length === 0 ? (
            <NoSets
              isFiltered={Boolean(filter.resource || filter.repository || filter.cursor)}
              onClear={() => setFilter(null)}
            />
          ) : (
            <Table isWide caption="Backup sets, newest first" columns={columns}>
              {page.items.map((set) => (
                <BackupSetRow key={set.id} set={set} kept={kept} holds={holds.data?.items ?? []} />
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
