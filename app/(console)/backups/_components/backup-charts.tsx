"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { chartRangeIds, chartRanges } from "#components/charts/chart-ranges.ts";
import { SeriesPanel } from "#components/charts/series-panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";

interface BackupChartsProps {
  resources: { id: string; name: string; state: "new" | "protected" }[];
  chosen: string | null;
  onChoose: (resourceId: string) => void;
}

/** How long each backup took and how large it was; what stands out is named below. Imported lazily. */
export function BackupCharts({ resources, chosen, onChoose }: BackupChartsProps) {
  const [range, setRange] = useQueryState("range", parseAsStringLiteral(chartRangeIds).withDefault("90d"));
  const resource =
    resources.find(({ id }) => id === chosen) ??
    resources.find(({ state }) => state === "protected") ??
    resources[0];
  if (!resource) {
    return (
      <Panel>
        <EmptyState title="There is nothing to measure yet">Charts begin with the first backup.</EmptyState>
      </Panel>
    );
  }
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-2">
        <Select
          aria-label="Resource"
          className="sm:max-w-56"
          value={resource.id}
          onChange={({ target }) => onChoose(target.value)}
        >
          {resources.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          aria-label="How far back"
          className="sm:max-w-44"
          value={range}
          onChange={({ target }) => setRange(chartRangeIds.find((id) => id === target.value) ?? null)}
        >
          {chartRanges.map(({ id, words }) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </Select>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3.5 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        <SeriesPanel key={`${resource.id} took`} resource={resource} kind="backup-duration" range={range} />
        <SeriesPanel key={`${resource.id} size`} resource={resource} kind="backup-size" range={range} />
      </div>
    </>
  );
}
