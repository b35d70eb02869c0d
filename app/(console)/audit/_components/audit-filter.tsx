"use client";

import { useZone } from "#components/data/use-zone.ts";
import { ResourceFilter } from "#components/resources/resource-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { Select } from "#components/ui/select.tsx";
import { auditOutcomes } from "#lib/audit/words.ts";
import { actionsByArea, outcomeTitles } from "./actions-by-area.ts";
import { DayField } from "./day-field.tsx";
import { useAuditFilter } from "./use-audit-filter.ts";
import { usePeople } from "./use-people.ts";

export function AuditFilter() {
  const { filter, setFilter, clear, isFiltered } = useAuditFilter();
  const { zone } = useZone();
  const people = usePeople();
  return (
    <search className="grid gap-2.5 border-b px-3.5 py-2.5 sm:grid-cols-2 lg:grid-cols-3">
      <Select
        aria-label="What happened"
        value={filter.action ?? ""}
        onChange={(event) => setFilter({ action: event.target.value || null })}
      >
        <option value="">Everything that happened</option>
        {actionsByArea.map(({ area, actions }) => (
          <optgroup key={area} label={area}>
            {actions.map(({ action, title }) => (
              <option key={action} value={action}>
                {title}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <FilterSelect
        label="Outcome"
        all="Any outcome"
        options={auditOutcomes.map((outcome) => [outcome, outcomeTitles[outcome]] as const)}
        value={filter.outcome}
        onChange={(outcome) => setFilter({ outcome })}
      />
      <FilterSelect
        label="Who"
        all="Anybody"
        options={people.data?.items.map(({ id, name }) => [id, name] as const) ?? []}
        value={filter.actor}
        onChange={(actor) => setFilter({ actor })}
      />
      <ResourceFilter
        all="Any resource"
        value={filter.resource}
        onChange={(resource) => setFilter({ resource })}
      />
      <DayField
        label="From"
        edge="start"
        zone={zone}
        micros={filter.from}
        onMicros={(from) => setFilter({ from })}
      />
      <DayField label="To" edge="end" zone={zone} micros={filter.to} onMicros={(to) => setFilter({ to })} />
      {(isFiltered || filter.subject) && (
        <div className="flex flex-wrap items-center gap-3 sm:col-span-full">
          {filter.subject && (
            <span className="text-sm text-ink-2">
              Only entries about <span className="id">{filter.subject}</span>
            </span>
          )}
          <Button size="small" onClick={clear}>
            Show all entries
          </Button>
        </div>
      )}
    </search>
  );
}
