"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { standing } from "#components/status/loss-at.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { measurementsQuery } from "./measurements-query.ts";

const shown = 6;

/** Every real restore and how long it took, the wait for approval counted. */
export function RtoPanel({ resourceId }: { resourceId: string }) {
  const measurements = useQuery(measurementsQuery(resourceId, "rto"));
  return (
    <Panel title="Measured RTO" isPadded={false} aside="the wait for approval counted">
      <Loaded query={measurements} what="The measured RTO">
        {({ items, targetSeconds }) =>
          items.length === 0 ? (
            <EmptyState title="Never measured">
              A restore into a new instance measures it and overwrites nothing.
            </EmptyState>
          ) : (
            <Table
              caption="Measured restore times, newest first"
              columns={[{ label: "Restore" }, { label: "Took" }, { label: "Against the objective" }]}
            >
              {[...items]
                .sort((a, b) => (BigInt(a.atMicros) > BigInt(b.atMicros) ? -1 : 1))
                .slice(0, shown)
                .map((item) => (
                  <Row key={item.atMicros}>
                    <Cell isHeading>
                      {item.operationId === null ? (
                        <TimeText at={item.atMicros} show="moment" />
                      ) : (
                        <Link href={`/operations/${item.operationId}`} className="link">
                          restore of <TimeText at={item.atMicros} show="moment" />
                        </Link>
                      )}
                    </Cell>
                    <Cell label="Took" className="num whitespace-nowrap">
                      {formatDuration(item.valueMs)}
                    </Cell>
                    <Cell label="Against the objective">
                      {targetSeconds === null ? (
                        "no objective"
                      ) : (
                        <>
                          {item.valueMs > targetSeconds * 1000 ? "missed" : "met"},{" "}
                          {formatDuration(targetSeconds * 1000)}
                          <Meter
                            className="mt-1"
                            fraction={item.valueMs / (targetSeconds * 1000)}
                            tone={standing(item.valueMs, targetSeconds)}
                          />
                        </>
                      )}
                    </Cell>
                  </Row>
                ))}
            </Table>
          )
        }
      </Loaded>
    </Panel>
  );
}
