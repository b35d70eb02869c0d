"use client";

import { actionTitles } from "#components/schedules/action-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { actionWords } from "#lib/schedules/words.ts";
import type { ScheduleDraft } from "./policy-draft.ts";
import { SchedulePreview } from "./schedule-preview.tsx";
import { ZoneField } from "./zone-field.tsx";

const presets = [
  { cron: "0 2 * * *", words: "Every day at 02:00" },
  { cron: "0 */4 * * *", words: "Every 4 hours" },
  { cron: "0 * * * *", words: "Every hour" },
  { cron: "*/15 * * * *", words: "Every 15 minutes" },
  { cron: "0 3 * * 0", words: "Sundays at 03:00" },
  { cron: "0 4 1 * *", words: "On the 1st of a month at 04:00" },
];
const own = "own";

interface ScheduleRowProps {
  schedule: ScheduleDraft;
  /** Where it stands in what is sent: errors are named by it. */
  path: string;
  number: number;
  errorOf: (path: string) => string | undefined;
  onChange: (schedule: ScheduleDraft) => void;
  onRemove: () => void;
}

/** What starts when, on whose clocks; and below, how that reads and when it would run next. */
export function ScheduleRow({ schedule, path, number, errorOf, onChange, onRemove }: ScheduleRowProps) {
  const preset = presets.find((one) => one.cron === schedule.cron.trim());
  const set = (part: Partial<ScheduleDraft>) => onChange({ ...schedule, ...part });
  return (
    <fieldset className="min-w-0 rounded-lg border px-3.5 py-3">
      <legend className="sr-only">
        Schedule {number}: {actionTitles[schedule.action]}
      </legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="What">
          {(control) => (
            <Select
              {...control}
              name={`${path}.action`}
              value={schedule.action}
              onChange={(event) =>
                set({ action: actionWords.find((one) => one === event.target.value) ?? "incr" })
              }
            >
              {actionWords.map((action) => (
                <option key={action} value={action}>
                  {actionTitles[action]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="How often">
          {(control) => (
            <Select
              {...control}
              value={preset?.cron ?? own}
              onChange={(event) => event.target.value !== own && set({ cron: event.target.value })}
            >
              {presets.map((one) => (
                <option key={one.cron} value={one.cron}>
                  {one.words}
                </option>
              ))}
              <option value={own}>As written below</option>
            </Select>
          )}
        </Field>
        <Field
          label="Cron"
          hint="Minute, hour, day of month, month, day of week."
          error={errorOf(`${path}.cron`)}
        >
          {(control) => (
            <Input
              {...control}
              name={`${path}.cron`}
              className="id"
              spellCheck={false}
              value={schedule.cron}
              onChange={(event) => set({ cron: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="On the clocks of"
          hint="Changes of its clocks are followed."
          error={errorOf(`${path}.zone`)}
        >
          {(control) => (
            <ZoneField
              {...control}
              name={`${path}.zone`}
              value={schedule.zone}
              onChange={(zone) => set({ zone })}
            />
          )}
        </Field>
      </div>
      <SchedulePreview schedule={schedule} />
      <div className="mt-2 flex flex-wrap items-start justify-between gap-2">
        <Disclosure summary="When it counts as missed" className="min-w-0 flex-1">
          <div className="mt-2">
            <Field
              label="Seconds after it was due"
              hint={`A run that has not started by then was missed. Runs of this schedule are known as “${schedule.id}”.`}
              error={errorOf(`${path}.graceSeconds`)}
            >
              {(control) => (
                <Input
                  {...control}
                  name={`${path}.graceSeconds`}
                  type="number"
                  inputMode="numeric"
                  min={30}
                  className="max-w-32"
                  value={schedule.graceSeconds}
                  onChange={(event) => set({ graceSeconds: event.target.value })}
                />
              )}
            </Field>
          </div>
        </Disclosure>
        <Button size="small" tone="quiet" onClick={onRemove}>
          Remove<span className="sr-only"> schedule {number}</span>
        </Button>
      </div>
    </fieldset>
  );
}
