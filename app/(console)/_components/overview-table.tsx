"use client";

import dynamic from "next/dynamic";
import { useMemo, useRef } from "react";
import { useOpenPauses } from "#components/schedules/use-pauses.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Table } from "#components/ui/table.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import type { OverviewResource } from "#lib/overview/schema.ts";
import { matchesFilter, orderResources } from "./order-resources.ts";
import { OverviewRow } from "./overview-row.tsx";
import { OverviewToolbar } from "./overview-toolbar.tsx";
import { useOverviewFilter } from "./use-overview-filter.ts";

/** Only for those who have many. */
const VirtualRows = dynamic(
  () => import("./virtual-rows.tsx").then((file) => file.VirtualRows<OverviewResource>),
  {
    ssr: false,
  },
);
const toolbarFrom = 8;
/** As many rows stand in the page as a whole; more scroll in a box of their own, so that what follows stays near. */
const wholeUpTo = 30;

const columns = [
  { label: "Resource", className: "beside:w-[21%]" },
  { label: "Restorable to", className: "beside:w-[15%]" },
  { label: "Would lose now / objective", className: "beside:w-[16%]" },
  { label: "Would take / objective", className: "beside:w-[16%]" },
  { label: "Proven", className: "beside:w-[15%]" },
  { label: "State" },
];
const caption = "Resources and what can be restored";
const none: AlertDto[] = [];

interface OverviewTableProps {
  resources: OverviewResource[];
  alerts: AlertDto[];
  skewMs: number;
}

export function OverviewTable({ resources, alerts, skewMs }: OverviewTableProps) {
  const [{ q, state, system, sort }, setFilter] = useOverviewFilter();
  const pauses = new Map(useOpenPauses().map((pause) => [pause.resource.id, pause]));
  const box = useRef<HTMLElement>(null);
  const matching = useMemo(
    () =>
      orderResources(
        resources.filter((one) => matchesFilter(one, { q, state, system })),
        sort,
      ),
    [resources, q, state, system, sort],
  );
  const systems = useMemo(
    () => [...new Set(resources.flatMap((one) => one.resource.system ?? []))].toSorted(),
    [resources],
  );
  const alertsOf = useMemo(() => Map.groupBy(alerts, ({ resource }) => resource?.id ?? ""), [alerts]);
  const rowOf = (status: OverviewResource, place?: number) => (
    <OverviewRow
      key={status.resource.id}
      status={status}
      alerts={alertsOf.get(status.resource.id) ?? none}
      skewMs={skewMs}
      pause={pauses.get(status.resource.id)}
      place={place}
    />
  );
  const isFiltered = q !== "" || state !== null || system !== null;
  return (
    <Panel isPadded={false}>
      {(resources.length >= toolbarFrom || isFiltered || sort !== "urgency") && (
        <OverviewToolbar systems={systems} shown={matching.length} total={resources.length} />
      )}
      {matching.length === 0 ? (
        <EmptyState
          title="No resource matches"
          action={<Button onClick={() => setFilter(null)}>Show all {resources.length}</Button>}
        />
      ) : matching.length <= wholeUpTo ? (
        <Table isWide caption={caption} columns={columns}>
          {matching.map((status) => rowOf(status))}
        </Table>
      ) : (
        <section
          ref={box}
          aria-label="Resources, scrolling"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="h-[max(20rem,min(70dvh,52rem))] overflow-y-auto rounded-b-lg focus-visible:outline-offset-[-2px]"
        >
          <Table isWide isFixed rowCount={matching.length} caption={caption} columns={columns}>
            <VirtualRows box={box} items={matching} keyOf={({ resource }) => resource.id}>
              {rowOf}
            </VirtualRows>
          </Table>
        </section>
      )}
    </Panel>
  );
}
