"use client";

import { severityWords } from "#components/alerts/severity-words.ts";
import { useRuleTitle } from "#components/alerts/use-rules.ts";
import { ResourceFilter } from "#components/resources/resource-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { alertRuleIds, severities } from "#lib/alerts/words.ts";
import { useHistoryFilter } from "./use-history-filter.ts";

export function HistoryFilter() {
  const { filter, setFilter, clear, isFiltered } = useHistoryFilter();
  const titleOf = useRuleTitle();
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <FilterSelect
        label="Severity"
        all="All severities"
        options={severities.map((severity) => [severity, severityWords[severity]] as const)}
        className="max-w-52 flex-[1_1_9rem]"
        value={filter.severity}
        onChange={(severity) => setFilter({ severity })}
      />
      <FilterSelect
        label="Rule"
        all="All rules"
        options={alertRuleIds.map((rule) => [rule, titleOf(rule)] as const)}
        className="max-w-64 flex-[1_1_11rem]"
        value={filter.rule}
        onChange={(rule) => setFilter({ rule })}
      />
      <ResourceFilter
        className="max-w-52 flex-[1_1_9rem]"
        value={filter.resource}
        onChange={(resource) => setFilter({ resource })}
      />
      {isFiltered && (
        <Button tone="quiet" onClick={clear}>
          Show all
        </Button>
      )}
    </search>
  );
}
