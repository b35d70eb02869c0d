"use client";

import type { FormEvent, ReactNode } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ObjectiveFields } from "./objective-fields.tsx";
import { RetentionFields } from "./retention-fields.tsx";
import { ScheduleFields } from "./schedule-fields.tsx";
import { Simulator } from "./simulator.tsx";
import { ThresholdFields } from "./threshold-fields.tsx";
import type { Draft } from "./use-draft.ts";

interface PolicyFormProps {
  form: Draft;
  /** The policy that is edited; null for a new one, which nothing is under yet. */
  policyId: string | null;
  onSubmit: () => void;
  /** What failed, above the buttons. */
  problem?: ReactNode;
  actions: ReactNode;
}

/** Rules on the left, what they do to what is there on the right. */
export function PolicyForm({ form, policyId, onSubmit, problem, actions }: PolicyFormProps) {
  const { draft, setDraft, errorOf } = form;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (form.value !== null) return onSubmit();
    form.showAllErrors();
    const element = event.currentTarget;
    requestAnimationFrame(() => element.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <form
      method="post"
      noValidate
      onSubmit={submit}
      onBlur={form.onBlur}
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-3.5 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]"
    >
      <div className="grid min-w-0 gap-3.5">
        <Panel>
          <Field label="Name" error={errorOf("name")}>
            {(control) => (
              <Input
                {...control}
                name="name"
                maxLength={100}
                value={draft.name}
                onChange={(event) => setDraft({ ...draft, name: event.target.value })}
              />
            )}
          </Field>
        </Panel>
        <Panel title="When it runs" aside="WAL is archived continuously besides">
          <ScheduleFields form={form} />
        </Panel>
        <Panel title="How long sets stay">
          <RetentionFields form={form} />
        </Panel>
        <Panel title="Objectives">
          <ObjectiveFields form={form} />
        </Panel>
        <Panel title="When to warn">
          <ThresholdFields form={form} />
        </Panel>
      </div>
      <div className="flex min-w-0 flex-col gap-3.5 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)]">
        <Simulator retention={form.retention} policyId={policyId} />
        {problem}
        {form.errorCount > 0 && (
          <p className="text-sm text-bad">
            {form.errorCount === 1 ? "One field is" : `${form.errorCount} fields are`} not right yet.
          </p>
        )}
        <div className="flex flex-wrap gap-2">{actions}</div>
      </div>
    </form>
  );
}
