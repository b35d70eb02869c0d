"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { ToneShape } from "#components/ui/pill.tsx";
import type { Series, SeriesPoint } from "#lib/objectives/schema.ts";
import { formatValue, runWords, splitWords, verdictOf } from "./series-words.ts";

const pageSize = 50;

const valueLabels: Record<Series["kind"], string> = {
  rpo: "Would have been lost",
  rto: "Took",
  "backup-duration": "Took",
  "backup-size": "Data",
};

/** The same as the picture and as high, newest first. Short enough to stay a table on a phone. */
export function SeriesTable({ series, caption }: { series: Series; caption: string }) {
  const [limit, setLimit] = useState(pageSize);
  const rows = series.points.toReversed();
  const hasTypes = series.kind === "backup-duration" || series.kind === "backup-size";
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="-mx-1 max-h-[19.5rem] overflow-y-auto rounded-md px-1"
    >
      <table className="w-full text-sm wrap-break-word">
        <caption className="sr-only">{caption}, newest first</caption>
        <thead className="sticky top-0 bg-panel">
          <tr>
            <Head>When</Head>
            {hasTypes && <Head>Type</Head>}
            <Head>{valueLabels[series.kind]}</Head>
            <Head>{hasTypes ? "Against what is usual" : objectiveWords(series)}</Head>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map((point) => (
            <SeriesRow
              key={`${point.atMicros} ${point.type} ${point.operationId}`}
              series={series}
              point={point}
              hasTypes={hasTypes}
            />
          ))}
        </tbody>
      </table>
      {rows.length > limit && (
        <div className="py-2.5">
          <Button size="small" onClick={() => setLimit(limit + pageSize)}>
            Show {Math.min(pageSize, rows.length - limit)} more
          </Button>
        </div>
      )}
    </section>
  );
}

function SeriesRow({ series, point, hasTypes }: { series: Series; point: SeriesPoint; hasTypes: boolean }) {
  const verdict = verdictOf(series, point);
  const split = splitWords(point);
  const value = formatValue(series.unit, point.value);
  return (
    <tr className="border-b last:border-b-0">
      <th scope="row" className="py-1.5 pr-3 text-left align-top font-normal whitespace-nowrap">
        <TimeText at={point.atMicros} show="moment" />
      </th>
      {hasTypes && <Data>{runWords(point.type).many}</Data>}
      <Data>
        {point.operationId === null ? (
          value
        ) : (
          <Link href={`/operations/${point.operationId}`} className="link whitespace-nowrap">
            {value}
          </Link>
        )}
        {split && <div className="text-ink-3">{split}</div>}
      </Data>
      <Data className={verdict?.isBad ? "font-[550] text-bad" : "text-ink-2"}>
        {verdict?.isBad && <ToneShape tone="bad" className="mr-1 inline-block" />}
        {verdict === null ? "–" : hasTypes ? verdict.words : verdict.isBad ? "missed" : "met"}
      </Data>
    </tr>
  );
}

function objectiveWords({ objective, unit }: Series): string {
  return objective === null ? "Objective" : `Objective ${formatValue(unit, objective)}`;
}

function Head({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="border-b py-1.5 pr-3 text-left text-xs font-medium text-ink-3">
      {children}
    </th>
  );
}

function Data({ className, children }: { className?: string; children: ReactNode }) {
  return <td className={cn("num py-1.5 pr-3 align-top", className)}>{children}</td>;
}
