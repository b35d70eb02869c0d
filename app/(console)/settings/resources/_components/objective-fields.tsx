"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface ObjectiveFieldsProps {
  objectives?: { rpoSeconds: number | null; rtoSeconds: number | null };
  errorOf: (path: string) => string | undefined;
}

export function ObjectiveFields({ objectives, errorOf }: ObjectiveFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="May lose at most, in minutes"
        hint="Recovery point objective: compared every few seconds with what is safely archived."
        error={errorOf("objectives.rpoSeconds")}
      >
        {(control) => (
          <Input
            {...control}
            name="objectives.rpoSeconds"
            type="number"
            inputMode="decimal"
            min={0.5}
            step="any"
            defaultValue={(objectives?.rpoSeconds ?? 300) / 60}
          />
        )}
      </Field>
      <Field
        label="Must be back within, in minutes"
        hint="Recovery time objective: compared with measured restores, the wait for approval included."
        error={errorOf("objectives.rtoSeconds")}
      >
        {(control) => (
          <Input
            {...control}
            name="objectives.rtoSeconds"
            type="number"
            inputMode="decimal"
            min={0.5}
            step="any"
            defaultValue={(objectives?.rtoSeconds ?? 1800) / 60}
          />
        )}
      </Field>
    </div>
  );
}
