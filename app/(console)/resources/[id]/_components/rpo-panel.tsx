"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { hourlyWorst } from "./hourly-worst.ts";
import { measurementsQuery } from "./measurements-query.ts";

const RpoChart = dynamic(() => import("./rpo-chart.tsx").then((chart) => chart.RpoChart), {
  ssr: false,
  loading: () => <Skeleton className="h-36" />,
});

/** What would have been lost at each moment of the last 24 hours. */
export function RpoPanel({ resourceId }: { resourceId: string }) {
  const measurements = useQuery(measurementsQuery(resourceId, "rpo"));
  return (
    <Panel title="Possible loss, last 24 h">
      <Loaded query={measurements} what="The measured RPO" placeholder={<Skeleton className="h-36" />}>
        {({ items, targetSeconds }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing was measured in the last 24 hours">
              The worker samples it every few seconds while the cluster runs and archives.
            </EmptyState>
          ) : (
            <>
              <RpoChart items={items} targetSeconds={targetSeconds} />
              <Disclosure summary="As a table, the worst of each hour">
                <Table
                  caption="Worst possible loss of each hour, newest first"
                  columns={[{ label: "Hour from" }, { label: "Worst" }, { label: "Against the objective" }]}
                >
                  {hourlyWorst(items).map((hour) => (
                    <Row key={hour.fromMicros}>
                      <Cell isHeading>
                        <TimeText at={hour.fromMicros} show="moment" />
                      </Cell>
                      <Cell label="Worst" className="num">
                        {formatDuration(hour.worstMs)}
                      </Cell>
                      <Cell label="Against the objective">
                        {targetSeconds === null
                          ? "–"
                          : hour.worstMs > targetSeconds * 1000
                            ? "missed"
                            : "met"}
                      </Cell>
                    </Row>
                  ))}
                </Table>
              </Disclosure>
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}
