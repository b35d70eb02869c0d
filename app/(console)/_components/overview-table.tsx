"use client";

import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { useOpenPauses } from "#components/schedules/use-pauses.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Table } from "#components/ui/table.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";
import { matchesFilter, orderResources } from "./order-resources.ts";
import { OverviewRow } from "./overview-row.tsx";

const filterFrom = 8;
const pageSize = 100;

const columns = [
  { label: "Resource", className: "beside:w-[21%]" },
  { label: "Restorable to", className: "beside:w-[16%]" },
  { label: "Would lose now / objective", className: "beside:w-[17%]" },
  { label: "Would take / objective", className: "beside:w-[17%]" },
  { label: "Proven", className: "beside:w-[12%]" },
  { label: "State" },
];

interface OverviewTableProps {
  resources: ResourceStatus[];
  alerts: AlertDto[];
  skewMs: number;
}

export function OverviewTable({ resources, alerts, skewMs }: OverviewTableProps) {
  const [{ q, troubled }, setFilter] = useQueryStates({
    q: parseAsString.withDefault(""),
    troubled: parseAsBoolean.withDefault(false),
  });
  const [limit, setLimit] = useState(pageSize);
  const pauses = new Map(useOpenPauses().map((pause) => [pause.resource.id, pause]));
  const matching = useMemo(
    () => orderResources(resources.filter((one) => matchesFilter(one, q, troubled))),
    [resources, q, troubled],
  );
  return (
    <Panel isPadded={false}>
      {(resources.length >= filterFrom || q !== "" || troubled) && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-3.5 py-2">
          <Input
            type="search"
            aria-label="Find a resource by name, host or state"
            placeholder="Name, host or state"
            className="max-w-64"
            value={q}
            onChange={(event) => setFilter({ q: event.target.value || null })}
          />
          <Checkbox
            label="Only what needs attention"
            checked={troubled}
            onChange={(event) => setFilter({ troubled: event.target.checked || null })}
          />
          <span className="num text-sm text-ink-3 sm:ml-auto" aria-live="polite">
            {matching.length} of {resources.length}
          </span>
        </div>
      )}
      {matching.length === 0 ? (
        <EmptyState
          title="No resource matches"
          action={<Button onClick={() => setFilter(null)}>Show all {resources.length}</Button>}
        />
      ) : (
        <Table isWide caption="Resources and what can be restored" columns={columns}>
          {matching.slice(0, limit).map((status) => (
            <OverviewRow
              key={status.resource.id}
              status={status}
              alerts={alerts.filter(({ resource }) => resource?.id === status.resource.id)}
              skewMs={skewMs}
              pause={pauses.get(status.resource.id)}
            />
          ))}
        </Table>
      )}
      {matching.length > limit && (
        <div className="border-t px-3.5 py-2.5">
          <Button onClick={() => setLimit(limit + pageSize)}>
            Show {Math.min(pageSize, matching.length - limit)} more
          </Button>
        </div>
      )}
    </Panel>
  );
}
