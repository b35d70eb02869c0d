"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { standing } from "#components/status/loss-at.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import type { MeasurementDto } from "#lib/objectives/schema.ts";
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
            <ul aria-label="Measured restore times, newest first">
              {[...items]
                .sort((a, b) => (BigInt(a.atMicros) > BigInt(b.atMicros) ? -1 : 1))
                .slice(0, shown)
                .map((item) => (
                  <li key={item.atMicros} className="border-b px-3.5 py-2.5 last:border-b-0">
                    <Measured item={item} targetSeconds={targetSeconds} />
                  </li>
                ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Measured({ item, targetSeconds }: { item: MeasurementDto; targetSeconds: number | null }) {
  const { operationId, atMicros, valueMs } = item;
  return (
    <>
      <div className="num flex flex-wrap items-baseline gap-x-3">
        <span className="font-[560]">{formatDuration(valueMs)}</span>
        <span className="text-sm text-ink-3">{verdict(valueMs, targetSeconds)}</span>
        <span className="ml-auto text-sm">
          {operationId !== null && (
            <Link href={`/operations/${operationId}`} className="link">
              restore
            </Link>
          )}{" "}
          <TimeText at={atMicros} show="moment" />
        </span>
      </div>
      {targetSeconds !== null && (
        <Meter
          className="mt-1.5 w-full"
          fraction={valueMs / (targetSeconds * 1000)}
          tone={standing(valueMs, targetSeconds)}
        />
      )}
    </>
  );
}

function verdict(valueMs: number, targetSeconds: number | null): string {
  if (targetSeconds === null) return "no objective";
  const objective = formatDuration(targetSeconds * 1000);
  return valueMs > targetSeconds * 1000 ? `objective ${objective} missed` : `objective ${objective} met`;
}
