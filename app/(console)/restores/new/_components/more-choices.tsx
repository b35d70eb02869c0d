import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";
import { wayBackKinds } from "#lib/restores/words.ts";
import type { Choice } from "./use-choice.ts";

const wayBackLabels = {
  backup: "A verified safety backup",
  "set-aside": "The old data directory, set aside untouched",
  none: "None",
} as const;

interface MoreChoicesProps {
  resource: ResourceDto;
  choice: Choice;
  onChange: (next: Partial<Choice>) => void;
}

export function MoreChoices({ resource, choice, onChange }: MoreChoicesProps) {
  return (
    <Disclosure summary="Repository and way back">
      <div className="mt-2 grid max-w-2xl gap-3 sm:grid-cols-2">
        <Field label="From repository">
          {(control) => (
            <Select
              {...control}
              value={choice.repository ?? ""}
              onChange={(event) => onChange({ repository: event.target.value || null })}
            >
              <option value="">The first that reaches the target</option>
              {resource.repositories.map((repository) => (
                <option key={repository.id} value={repository.id}>
                  {isolate(repository.name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {choice.where === "in-place" && (
          <Field label="Way back" hint="The approver sees which one it is.">
            {(control) => (
              <Select
                {...control}
                value={choice.wayBack ?? ""}
                onChange={(event) =>
                  onChange({ wayBack: wayBackKinds.find((kind) => kind === event.target.value) ?? null })
                }
              >
                <option value="">The strongest that is possible</option>
                {wayBackKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {wayBackLabels[kind]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
    </Disclosure>
  );
}
