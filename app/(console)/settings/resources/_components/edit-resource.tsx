"use client";

import { useQueryClient } from "@tanstack/react-query";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { useForm } from "#components/data/use-form.ts";
import { useWorkers } from "#components/data/use-workers.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { ResourceDto } from "#lib/resources/schema.ts";
import { HookFields } from "./hook-fields.tsx";
import { ObjectiveFields } from "./objective-fields.tsx";
import { readObjectives, readSettings } from "./read-resource-form.ts";
import { SettingsFields } from "./settings-fields.tsx";

export function EditResource({ resource }: { resource: ResourceDto }) {
  const client = useQueryClient();
  const workers = useWorkers();
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ updateResourceInput }) => updateResourceInput.omit({ id: true }),
    read: (data) => ({ settings: readSettings(data), objectives: readObjectives(data) }),
    send: (change) => postJson(`/resources/${resource.id}`, change, ({ resourceDto }) => resourceDto),
    onDone: () => {
      client.invalidateQueries({ queryKey: ["resource"] });
      confirmDone(`${resource.name} was changed.`);
    },
  });
  return (
    <Panel title="Change it">
      <form {...form} className="grid gap-5">
        <p className="text-ink-2">
          Whoever changes a resource cannot approve a restore of it that is asked for in the next 24 h.
        </p>
        {error && <Problem title="Nothing was changed" problem={asProblem(error)} />}
        <ObjectiveFields objectives={resource.objectives} errorOf={errorOf} />
        <HookFields
          hooks={resource.settings.hooks}
          worker={workers.data?.items.find((one) => one.host === resource.host)}
          errorOf={errorOf}
        />
        <SettingsFields settings={resource.settings} errorOf={errorOf} />
        <div>
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Change {resource.name}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
