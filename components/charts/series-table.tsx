"use client";

import Link from "next/link";
import { useState } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { Series, SeriesPoint } from "#lib/objectives/schema.ts";
import { formatValue, splitWords, typeWords, verdictOf } from "./series-words.ts";

const pageSize = 20;

const valueLabels: Record<Series["kind"], string> = {
  rpo: "Would have been lost",
  rto: "Took",
  "backup-duration": "Took",
  "backup-size": "Stored",
};

/** The same as the picture, newest first. */
export function SeriesTable({ series, caption }: { series: Series; caption: string }) {
  const [limit, setLimit] = useState(pageSize);
  const rows = series.points.toReversed();
  const columns = [
    { label: "When" },
    ...(hasTypes(series) ? [{ label: "Type" }] : []),
    { label: valueLabels[series.kind] },
    ...(series.kind === "rto" ? [{ label: "Of which" }] : []),
    { label: hasTypes(series) ? "Against what is usual" : "Against the objective" },
  ];
  return (
    <>
      <Table caption={caption} columns={columns}>
        {rows.slice(0, limit).map((point) => (
          <SeriesRow
            key={`${point.atMicros} ${point.type} ${point.operationId}`}
            series={series}
            point={point}
          />
        ))}
      </Table>
      {rows.length > limit && (
        <div className="border-t px-3.5 py-2.5">
          <Button size="small" onClick={() => setLimit(limit + 5 * pageSize)}>
            Show {Math.min(5 * pageSize, rows.length - limit)} more
          </Button>
        </div>
      )}
    </>
  );
}

function SeriesRow({ series, point }: { series: Series; point: SeriesPoint }) {
  const verdict = verdictOf(series, point);
  const value = formatValue(series.unit, point.value);
  return (
    <Row>
      <Cell isHeading>
        <TimeText at={point.atMicros} show="moment" />
      </Cell>
      {hasTypes(series) && <Cell label="Type">{typeWords(point.type).one}</Cell>}
      <Cell label={valueLabels[series.kind]} className="num">
        {point.operationId === null ? (
          value
        ) : (
          <Link href={`/operations/${point.operationId}`} className="link">
            {value}
          </Link>
        )}
      </Cell>
      {series.kind === "rto" && (
        <Cell label="Of which" className="num text-sm text-ink-2">
          {splitWords(point) || "–"}
        </Cell>
      )}
      <Cell label={hasTypes(series) ? "Against what is usual" : "Against the objective"} className="num">
        {verdict === null ? "–" : verdict.isBad ? <Pill tone="bad">{verdict.words}</Pill> : verdict.words}
      </Cell>
    </Row>
  );
}

function hasTypes({ kind }: Series): boolean {
  return kind === "backup-duration" || kind === "backup-size";
}
