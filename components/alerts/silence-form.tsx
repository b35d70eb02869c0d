"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { useForm } from "#components/data/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { silenceDurations } from "./silence-durations.ts";

interface SilenceFormProps {
  /** What is silenced: in words when it is fixed, as fields "rule" and "resourceId" when it is chosen. */
  children: (errorOf: (path: string) => string | undefined) => ReactNode;
  fixed?: { rule: string; resourceId: string | undefined };
  onDone: () => void;
}

export function SilenceForm({ children, fixed, onDone }: SilenceFormProps) {
  const client = useQueryClient();
  const reason = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (fixed) reason.current?.focus();
  }, [fixed]);
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ createSilenceInput }) => createSilenceInput,
    read: (data) => ({
      rule: fixed?.rule ?? (String(data.get("rule") ?? "") || undefined),
      resourceId: fixed ? fixed.resourceId : String(data.get("resourceId") ?? "") || undefined,
      reason: data.get("reason"),
      hours: Number(data.get("hours")),
    }),
    send: (input) => postJson("/silences", input, ({ silenceDto }) => silenceDto),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ["alert"] });
      confirmDone("Silenced: the alerts stay visible here, nobody is told.");
      onDone();
    },
  });
  return (
    <form {...form} className="grid max-w-prose gap-3">
      {error && <Problem title="Not silenced" problem={asProblem(error)} />}
      {children(errorOf)}
      {errorOf("") && <p className="text-sm text-bad">{errorOf("")}</p>}
      <Field label="Why" hint="Kept with the silence and in the audit log." error={errorOf("reason")}>
        {(control) => <Textarea {...control} ref={reason} name="reason" rows={2} maxLength={500} />}
      </Field>
      <Field label="For how long" error={errorOf("hours")} className="max-w-48">
        {(control) => (
          <Select {...control} name="hours" defaultValue="4">
            {silenceDurations.map(({ hours, words }) => (
              <option key={hours} value={hours}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Silence
        </Button>
        <Button onClick={onDone}>Not now</Button>
      </div>
    </form>
  );
}
