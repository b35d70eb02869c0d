"use client";

import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { NumberInput } from "./number-input.tsx";
import type { PolicyDraft } from "./policy-draft.ts";
import type { Draft } from "./use-draft.ts";

interface Threshold {
  key: keyof PolicyDraft["thresholds"];
  path: string;
  label: string;
  hint: string;
  step?: "any";
}

const usual: Threshold[] = [
  {
    key: "durationMinutes",
    path: "durationSeconds",
    label: "A backup takes longer than, in minutes",
    hint: "The runbook says 60.",
    step: "any",
  },
  {
    key: "repositoryFullPercent",
    path: "repositoryFullPercent",
    label: "A repository is fuller than, in %",
    hint: "Of the disk it is on.",
  },
  {
    key: "atRiskPercent",
    path: "atRiskPercent",
    label: "An objective is used up by, in %",
    hint: "At risk before it is missed.",
  },
];
const unusual: Threshold[] = [
  {
    key: "changePercent",
    path: "changePercent",
    label: "Differs from the median by more than, in %",
    hint: "Size or duration, compared with runs of the same type.",
  },
  {
    key: "robustZ",
    path: "robustZ",
    label: "And by more than so many robust deviations",
    hint: "Of the last 30 good runs: 3.5 is customary.",
    step: "any",
  },
  {
    key: "minimumRuns",
    path: "minimumRuns",
    label: "Once there are so many good runs",
    hint: "Fewer say nothing about what is usual.",
  },
];

export function ThresholdFields({ form }: { form: Draft }) {
  return (
    <>
      <Fields form={form} thresholds={usual} />
      <Disclosure summary="What counts as an unusual size or duration" className="mt-3">
        <div className="mt-2">
          <Fields form={form} thresholds={unusual} />
        </div>
      </Disclosure>
    </>
  );
}

function Fields({ form, thresholds }: { form: Draft; thresholds: Threshold[] }) {
  const { draft, setDraft, errorOf } = form;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {thresholds.map(({ key, path, label, hint, step }) => (
        <Field key={key} label={label} hint={hint} error={errorOf(`rules.thresholds.${path}`)}>
          {(control) => (
            <NumberInput
              {...control}
              name={`rules.thresholds.${path}`}
              step={step ?? 1}
              value={draft.thresholds[key]}
              onValue={(text) => setDraft({ ...draft, thresholds: { ...draft.thresholds, [key]: text } })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
