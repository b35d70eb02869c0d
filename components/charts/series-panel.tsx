"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Loaded } from "#components/data/loaded.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ToneShape } from "#components/ui/pill.tsx";
import { Pressable } from "#components/ui/pressable.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { SeriesKind } from "#lib/objectives/schema.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { type ChartRange, chartRange } from "./chart-ranges.ts";
import { seriesFindings } from "./series-findings.ts";
import { type LoadedSeries, seriesCsvHref, seriesQuery } from "./series-query.ts";
import { SeriesTable } from "./series-table.tsx";

/** As high as the chart with the line above it, so that nothing moves when it arrives. */
const skeleton = <Skeleton className="h-[17.75rem] sm:h-[15.55rem]" />;
const placeholder = (
  <div className="grid gap-2">
    {skeleton}
    <Skeleton className="h-4 w-2/5" />
    <Skeleton className="h-10 w-4/5" />
  </div>
);
const SeriesChart = dynamic(() => import("./series-chart.tsx").then((chart) => chart.SeriesChart), {
  ssr: false,
  loading: () => skeleton,
});

const titles: Record<SeriesKind, string> = {
  rpo: "Possible loss over time",
  rto: "Time each restore took",
  "backup-duration": "Time each backup took",
  "backup-size": "Data in each backup set",
};
const empty: Record<SeriesKind, { title: string; words: string }> = {
  rpo: {
    title: "Nothing was measured",
    words: "It is sampled every minute while the cluster runs and archives.",
  },
  rto: {
    title: "Never restored in this time",
    words: "A restore into a new instance measures it and overwrites nothing.",
  },
  "backup-duration": {
    title: "No backup in this time",
    words: "Only backups that succeeded have a duration.",
  },
  "backup-size": { title: "No backup set in this time", words: "A set appears as soon as it was read back." },
};

interface SeriesPanelProps {
  resource: { id: string; name: string };
  kind: SeriesKind;
  range: ChartRange;
}

/** One series of a resource: picture or table, what there is to see in words, and the file. */
export function SeriesPanel({ resource, kind, range }: SeriesPanelProps) {
  const { zone } = useZone();
  const [isTable, setTable] = useState(false);
  const query = useQuery(seriesQuery(resource.id, kind, range));
  const caption = `${titles[kind]}: ${resource.name}, ${chartRange(range).words}`;
  const isEmpty = query.data?.series.points.length === 0;
  return (
    <Panel
      title={titles[kind]}
      aside={
        query.data &&
        !isEmpty && (
          <Tools loaded={query.data} {...{ resource, kind, isTable }} onTable={() => setTable(!isTable)} />
        )
      }
    >
      <Loaded query={query} what={titles[kind]} placeholder={placeholder}>
        {(loaded) =>
          isEmpty ? (
            <EmptyState title={empty[kind].title}>{empty[kind].words}</EmptyState>
          ) : (
            <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
              {isTable ? (
                <SeriesTable series={loaded.series} caption={caption} />
              ) : (
                <>
                  <SeriesChart loaded={loaded} label={caption} zone={zone} />
                  <ChartLegend series={loaded.series} />
                </>
              )}
              <Findings loaded={loaded} zone={zone} />
            </div>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Tools(props: {
  loaded: LoadedSeries;
  resource: { id: string };
  kind: SeriesKind;
  isTable: boolean;
  onTable: () => void;
}): ReactNode {
  return (
    <span className="flex gap-3">
      <Pressable
        aria-label={`${titles[props.kind]} ${props.isTable ? "as a picture" : "as a table"}`}
        onClick={props.onTable}
        className="link min-h-6"
      >
        {props.isTable ? "as a picture" : "as a table"}
      </Pressable>
      <a
        href={seriesCsvHref(props.resource.id, props.kind, props.loaded)}
        download
        aria-label={`${titles[props.kind]} as CSV`}
        className="link inline-flex min-h-6 items-center"
      >
        CSV
      </a>
    </span>
  );
}

function Findings({ loaded, zone }: { loaded: LoadedSeries; zone: string }) {
  const findings = seriesFindings(loaded.series, zone, BigInt(loaded.toMs) * 1000n);
  return (
    <ul aria-label="What there is to see" className="grid gap-1 text-sm text-ink-2">
      {findings.map(({ tone, text }) => (
        <li key={text} className="num flex items-baseline gap-2">
          <ToneShape tone={tone} className={`translate-y-px ${colors[tone]}`} />
          <span className="min-w-0">{text}</span>
        </li>
      ))}
    </ul>
  );
}

const colors = {
  good: "text-good",
  bad: "text-bad",
  warn: "text-warn",
  unknown: "text-idle",
  idle: "text-idle",
};
