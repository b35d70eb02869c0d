"use client";

import { useResources } from "#components/data/use-resources.ts";
import { FilterSelect } from "#components/ui/filter-select.tsx";

interface ResourceFilterProps {
  all?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  className?: string;
}

/** Narrows a list to one resource. */
export function ResourceFilter({ all = "All resources", ...rest }: ResourceFilterProps) {
  const resources = useResources();
  const options = resources.data?.items.map(({ id, name }) => [id, name] as const) ?? [];
  return <FilterSelect label="Resource" all={all} options={options} {...rest} />;
}
