"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { chartRangeIds, chartRanges } from "#components/charts/chart-ranges.ts";
import { SeriesPanel } from "#components/charts/series-panel.tsx";
import { OneOf } from "#components/ui/one-of.tsx";
import { Select } from "#components/ui/select.tsx";
import { seriesKinds } from "#lib/objectives/words.ts";

interface ObjectivesChartsProps {
  resources: { id: string; name: string }[];
}

/** What was measured of one resource; which one, and how far back, are in the address. */
export function ObjectivesCharts({ resources }: ObjectivesChartsProps) {
  const [shown, setShown] = useQueryStates({
    resource: parseAsString,
    range: parseAsStringLiteral(chartRangeIds).withDefault("30d"),
  });
  const resource = resources.find(({ id }) => id === shown.resource) ?? resources[0];
  if (!resource) return null;
  return (
    <section aria-labelledby="measured" className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-3.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id="measured" className="text-md font-[620]">
          Measured
        </h2>
        <Select
          aria-label="Resource"
          className="sm:w-64"
          value={resource.id}
          onChange={(event) => setShown({ resource: event.target.value })}
        >
          {resources.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <OneOf
          label="How far back"
          choices={chartRanges}
          chosen={shown.range}
          onChoose={(range) => setShown({ range })}
        />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3.5 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        {seriesKinds.map((kind) => (
          <SeriesPanel key={`${resource.id} ${kind}`} resource={resource} kind={kind} range={shown.range} />
        ))}
      </div>
    </section>
  );
}
