"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { useResources } from "#components/data/use-resources.ts";
import { useZone } from "#components/data/use-zone.ts";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { auditOutcomes } from "#lib/audit/words.ts";
import { actionTitles } from "./action-titles.ts";
import { DayField } from "./day-field.tsx";
import { useAuditFilter } from "./use-audit-filter.ts";

const outcomeTitles: Record<AuditEntryDto["outcome"], string> = {
  done: "Done",
  denied: "Denied",
  failed: "Failed",
};

export function AuditFilter() {
  const { filter, setFilter, clear, isFiltered } = useAuditFilter();
  const { zone } = useZone();
  const resources = useResources();
  const users = useQuery({
    queryKey: ["user", "list"],
    queryFn: ({ signal }) => getJson("/users", ({ userList }) => userList, signal),
  });
  return (
    <search className="grid gap-2.5 border-b px-3.5 py-2.5 sm:grid-cols-2 lg:grid-cols-3">
      <Select
        aria-label="What happened"
        value={filter.action ?? ""}
        onChange={(event) => setFilter({ action: event.target.value || null })}
      >
        <option value="">Everything that happened</option>
        {actionTitles.map(({ area, actions }) => (
          <optgroup key={area} label={area}>
            {actions.map(({ action, title }) => (
              <option key={action} value={action}>
                {title}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <Select
        aria-label="Outcome"
        value={filter.outcome ?? ""}
        onChange={(event) =>
          setFilter({ outcome: auditOutcomes.find((outcome) => outcome === event.target.value) ?? null })
        }
      >
        <option value="">Any outcome</option>
        {auditOutcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {outcomeTitles[outcome]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Who"
        value={filter.actor ?? ""}
        onChange={(event) => setFilter({ actor: event.target.value || null })}
      >
        <option value="">Anybody</option>
        {users.data?.items.map((user) => (
          <option key={user.id} value={user.id}>
            {user.name}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Resource"
        value={filter.resource ?? ""}
        onChange={(event) => setFilter({ resource: event.target.value || null })}
      >
        <option value="">Any resource</option>
        {resources.data?.items.map((resource) => (
          <option key={resource.id} value={resource.id}>
            {resource.name}
          </option>
        ))}
      </Select>
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
