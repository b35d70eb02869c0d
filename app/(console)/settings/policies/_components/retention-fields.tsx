"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { type BackupType, backupTypes, typeWords } from "#lib/backups/words.ts";
import { capital } from "#lib/format/sentence.ts";
import { NumberInput } from "./number-input.tsx";
import type { RetentionDraft } from "./policy-draft.ts";
import type { Draft } from "./use-draft.ts";

const hints: Record<BackupType, string | null> = {
  full: null,
  diff: "Left empty: as long as their full set.",
  incr: "Left empty: as long as the set they build on.",
};

const units = [
  { unit: "daily", label: "Days" },
  { unit: "weekly", label: "Weeks" },
  { unit: "monthly", label: "Months" },
  { unit: "yearly", label: "Years" },
] as const;

export function RetentionFields({ form }: { form: Draft }) {
  const { draft, setDraft, errorOf } = form;
  const { retention } = draft;
  const set = (part: Partial<RetentionDraft>) => setDraft({ ...draft, retention: { ...retention, ...part } });
  return (
    <div className="grid gap-4">
      <p className="text-ink-2">
        A set stays while any rule wants it, while it is held, and while a set that stays needs it. A chain is
        never broken, and the newest restorable moment never moves back.
      </p>
      {backupTypes.map((type) => (
        <div key={type} className="border-t pt-2.5">
          <Fieldset
            legend={`${capital(typeWords[type])} sets`}
            hint={hints[type]}
            error={errorOf(`rules.retention.${type}`)}
          >
            <div className="grid gap-3 sm:grid-cols-2">
              <Field
                label="For days"
                isOptional={type !== "full"}
                error={errorOf(`rules.retention.${type}.keepDays`)}
              >
                {(control) => (
                  <NumberInput
                    {...control}
                    name={`rules.retention.${type}.keepDays`}
                    value={retention[type].days}
                    onValue={(days) => set({ [type]: { ...retention[type], days } })}
                  />
                )}
              </Field>
              <Field label="And the newest" isOptional error={errorOf(`rules.retention.${type}.keepCount`)}>
                {(control) => (
                  <NumberInput
                    {...control}
                    name={`rules.retention.${type}.keepCount`}
                    value={retention[type].count}
                    onValue={(count) => set({ [type]: { ...retention[type], count } })}
                  />
                )}
              </Field>
            </div>
          </Fieldset>
        </div>
      ))}
      <div className="border-t pt-3">
        <Checkbox
          label="Also keep one full set per day, week, month or year"
          hint="Grandfather, father, son: the newest full set of each of the last so many."
          checked={retention.gfs !== null}
          onChange={(event) =>
            set({
              gfs: event.target.checked ? { daily: "0", weekly: "4", monthly: "12", yearly: "0" } : null,
            })
          }
        />
        {retention.gfs !== null && (
          <div className="mt-2 grid grid-cols-2 gap-3 sm:grid-cols-4">
            {units.map(({ unit, label }) => (
              <Field key={unit} label={label} error={errorOf(`rules.retention.gfs.${unit}`)}>
                {(control) => (
                  <NumberInput
                    {...control}
                    name={`rules.retention.gfs.${unit}`}
                    min={0}
                    value={retention.gfs?.[unit] ?? ""}
                    onValue={(count) => retention.gfs && set({ gfs: { ...retention.gfs, [unit]: count } })}
                  />
                )}
              </Field>
            ))}
          </div>
        )}
      </div>
      <div className="border-t pt-3">
        <Field
          label="Restorable full sets that always stay"
          hint="In each repository, whatever the other rules say."
          error={errorOf("rules.retention.minimumFulls")}
        >
          {(control) => (
            <NumberInput
              {...control}
              name="rules.retention.minimumFulls"
              value={retention.minimumFulls}
              onValue={(minimumFulls) => set({ minimumFulls })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
