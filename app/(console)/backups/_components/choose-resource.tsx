"use client";

import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ResourceDto } from "#lib/resources/schema.ts";

interface ChooseResourceProps {
  resources: readonly ResourceDto[];
  chosen: ResourceDto | undefined;
  onChoose: (id: string) => void;
  error: string | undefined;
}

export function ChooseResource({ resources, chosen, onChoose, error }: ChooseResourceProps) {
  return (
    <Field label="Resource" error={error}>
      {(control) => (
        <Select
          {...control}
          name="resourceId"
          value={chosen?.id ?? ""}
          onChange={(event) => onChoose(event.target.value)}
        >
          {resources.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
