"use client";

import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type ResourceOrder, resourceOrders, shownStates } from "./order-resources.ts";
import { useOverviewFilter } from "./use-overview-filter.ts";

const stateWords: Record<(typeof shownStates)[number], string> = {
  attention: "Needs attention",
  bad: "In danger",
  unknown: "Not known",
  warning: "At risk",
  good: "On objective",
};
const orderWords: Record<ResourceOrder, string> = {
  urgency: "Worst first",
  name: "By name",
  loss: "Largest possible loss",
  duration: "Slowest to restore",
  restorable: "Furthest behind",
  proven: "Longest unproven",
};

interface OverviewToolbarProps {
  systems: string[];
  shown: number;
  total: number;
}

export function OverviewToolbar({ systems, shown, total }: OverviewToolbarProps) {
  const [filter, setFilter] = useOverviewFilter();
  return (
    <div className="flex flex-wrap items-center gap-2 border-b px-3.5 py-2">
      <Input
        type="search"
        aria-label="Find a resource by name, host, system or state"
        placeholder="Name, host, system or state"
        className="max-w-64 min-w-0 flex-[1_1_12rem]"
        value={filter.q}
        onChange={(event) => setFilter({ q: event.target.value || null })}
      />
      <Select
        aria-label="State"
        className="max-w-44 flex-[1_1_8rem]"
        value={filter.state ?? ""}
        onChange={({ target }) =>
          setFilter({ state: shownStates.find((state) => state === target.value) ?? null })
        }
      >
        <option value="">All states</option>
        {shownStates.map((state) => (
          <option key={state} value={state}>
            {stateWords[state]}
          </option>
        ))}
      </Select>
      {systems.length > 0 && (
        <Select
          aria-label="System"
          className="max-w-44 flex-[1_1_8rem]"
          value={filter.system ?? ""}
          onChange={({ target }) => setFilter({ system: target.value || null })}
        >
          <option value="">All systems</option>
          {systems.map((system) => (
            <option key={system}>{system}</option>
          ))}
        </Select>
      )}
      <Select
        aria-label="Order"
        className="max-w-52 flex-[1_1_9rem]"
        value={filter.sort}
        onChange={({ target }) =>
          setFilter({ sort: resourceOrders.find((order) => order === target.value) ?? null })
        }
      >
        {resourceOrders.map((order) => (
          <option key={order} value={order}>
            {orderWords[order]}
          </option>
        ))}
      </Select>
      <span className="num text-sm text-ink-3 sm:ml-auto" aria-live="polite">
        {shown} of {total}
      </span>
    </div>
  );
}
