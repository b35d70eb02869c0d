"use client";

import { useResources } from "#components/data/use-resources.ts";
import { Select } from "#components/ui/select.tsx";

interface ResourceSelectProps {
  value: string | null;
  onChange: (id: string | null) => void;
}

export function ResourceSelect({ value, onChange }: ResourceSelectProps) {
  const resources = useResources();
  return (
    <Select
      aria-label="Resource"
      className="sm:w-56"
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">All resources</option>
      {resources.data?.items.map((resource) => (
        <option key={resource.id} value={resource.id}>
          {resource.name}
        </option>
      ))}
    </Select>
  );
}
