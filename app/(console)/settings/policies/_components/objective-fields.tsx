"use client";

import { Field } from "#components/ui/field.tsx";
import { NumberInput } from "./number-input.tsx";
import type { Draft } from "./use-draft.ts";

const fields = [
  {
    key: "rpoMinutes",
    path: "rules.objectives.rpoSeconds",
    label: "May lose at most, in minutes",
    hint: "Compared with what is safely in the repository.",
  },
  {
    key: "rtoMinutes",
    path: "rules.objectives.rtoSeconds",
    label: "Must be back within, in minutes",
    hint: "Compared with measured restores, the wait for approval included.",
  },
] as const;

export function ObjectiveFields({ form }: { form: Draft }) {
  const { draft, setDraft, errorOf } = form;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {fields.map(({ key, path, label, hint }) => (
        <Field key={key} label={label} hint={hint} error={errorOf(path)}>
          {(control) => (
            <NumberInput
              {...control}
              name={path}
              step="any"
              min={0.5}
              value={draft.objectives[key]}
              onValue={(text) => setDraft({ ...draft, objectives: { ...draft.objectives, [key]: text } })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
