"use client";

import { useQueryClient } from "@tanstack/react-query";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { useForm } from "#components/data/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";

export function DeadManForm({ isFirst, onDone }: { isFirst: boolean; onDone: () => void }) {
  const client = useQueryClient();
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ updateDeadManInput }) => updateDeadManInput,
    read: (data) => ({
      url: String(data.get("url") ?? "").trim(),
      allowPrivate: data.get("allowPrivate") !== null,
    }),
    send: (input) => postJson("/dead-man", input, ({ deadManDto }) => deadManDto),
    onDone: (_, element) => {
      client.invalidateQueries({ queryKey: ["channel"] });
      element.reset();
      confirmDone("It is called within a minute.");
      onDone();
    },
  });
  return (
    <form {...form} className="grid max-w-prose gap-3">
      {error && <Problem title="The address was not set" problem={asProblem(error)} />}
      <Field label="Address to call" hint="Sealed: only its host is shown afterwards." error={errorOf("url")}>
        {(control) => (
          <Input {...control} name="url" type="url" placeholder="https://hc-ping.com/…" spellCheck={false} />
        )}
      </Field>
      <Checkbox name="allowPrivate" label="It is a server inside our own network" />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" isBusy={isBusy}>
          {isFirst ? "Set the address" : "Change the address"}
        </Button>
        {!isFirst && <Button onClick={onDone}>Not now</Button>}
      </div>
    </form>
  );
}
