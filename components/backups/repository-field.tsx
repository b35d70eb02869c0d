"use client";

import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";

interface RepositoryFieldProps {
  /** Undefined while it is not known which there are. */
  resource: ResourceDto | undefined;
  /** What choosing none of them means, where that can be chosen. */
  all?: string;
  error: string | undefined;
}

/** One of the repositories of a resource, as `repositoryId`. */
export function RepositoryField({ resource, all, error }: RepositoryFieldProps) {
  return (
    <Field label="Repository" error={error}>
      {(control) => (
        <Select key={resource?.id} {...control} name="repositoryId">
          {all !== undefined && <option value="">{all}</option>}
          {resource?.repositories.map((repository) => (
            <option key={repository.id} value={repository.id}>
              {isolate(repository.name)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
