"use client";

import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { PostgresSettings } from "#lib/resources/schema.ts";
import type { WorkerDto } from "#lib/workers/schema.ts";

const moments = [
  { name: "stop", label: "Stop, before a restore" },
  { name: "start", label: "Start, after it" },
  { name: "health", label: "Health check, at the end" },
] as const;

interface HookFieldsProps {
  hooks?: PostgresSettings["hooks"];
  /** The worker of the host: only executables in its hooks folder can be chosen. */
  worker: WorkerDto | undefined;
  errorOf: (path: string) => string | undefined;
}

export function HookFields({ hooks, worker, errorOf }: HookFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {moments.map(({ name, label }) => {
        const chosen = hooks?.[name];
        const known = worker?.hooks.map((hook) => hook.name) ?? [];
        return (
          <Field key={name} label={label} error={errorOf(`settings.hooks.${name}`)}>
            {(control) => (
              <Select
                key={worker?.host}
                {...control}
                name={`settings.hooks.${name}`}
                defaultValue={chosen ?? ""}
              >
                <option value="">Nothing</option>
                {chosen && !known.includes(chosen) && (
                  <option value={chosen}>{chosen} (not found on the host)</option>
                )}
                {known.map((hook) => (
                  <option key={hook} value={hook}>
                    {hook}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        );
      })}
    </div>
  );
}
