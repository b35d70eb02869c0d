"use client";

import { severityWords } from "#components/alerts/severity-words.ts";
import { useRuleTitle } from "#components/alerts/use-rules.ts";
import { useResources } from "#components/data/use-resources.ts";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { alertRuleIds, severities } from "#lib/alerts/words.ts";
import { useHistoryFilter } from "./use-history-filter.ts";

export function HistoryFilter() {
  const { filter, setFilter, clear, isFiltered } = useHistoryFilter();
  const titleOf = useRuleTitle();
  const resources = useResources();
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <Select
        aria-label="Severity"
        className="max-w-52 flex-[1_1_9rem]"
        value={filter.severity ?? ""}
        onChange={(event) =>
          setFilter({ severity: severities.find((one) => one === event.target.value) ?? null })
        }
      >
        <option value="">All severities</option>
        {severities.map((severity) => (
          <option key={severity} value={severity}>
            {severityWords[severity]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Rule"
        className="max-w-64 flex-[1_1_11rem]"
        value={filter.rule ?? ""}
        onChange={(event) =>
          setFilter({ rule: alertRuleIds.find((one) => one === event.target.value) ?? null })
        }
      >
        <option value="">All rules</option>
        {alertRuleIds.map((rule) => (
          <option key={rule} value={rule}>
            {titleOf(rule)}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Resource"
        className="max-w-52 flex-[1_1_9rem]"
        value={filter.resource ?? ""}
        onChange={(event) => setFilter({ resource: event.target.value || null })}
      >
        <option value="">All resources</option>
        {resources.data?.items.map((resource) => (
          <option key={resource.id} value={resource.id}>
            {resource.name}
          </option>
        ))}
      </Select>
      {isFiltered && (
        <Button tone="quiet" onClick={clear}>
          Show all
        </Button>
      )}
    </search>
  );
}
