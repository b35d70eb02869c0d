"use client";

import { Button } from "#components/ui/button.tsx";
import { newSchedule, type ScheduleDraft } from "./policy-draft.ts";
import { ScheduleRow } from "./schedule-row.tsx";
import type { Draft } from "./use-draft.ts";

export function ScheduleFields({ form }: { form: Draft }) {
  const { draft, setDraft, errorOf } = form;
  const change = (schedules: ScheduleDraft[]) => setDraft({ ...draft, schedules });
  return (
    <div className="grid gap-3.5">
      {draft.schedules.length === 0 && (
        <p className="text-ink-2">Nothing runs by itself: every backup has to be started by hand.</p>
      )}
      {draft.schedules.map((schedule, index) => (
        <ScheduleRow
          key={schedule.key}
          schedule={schedule}
          path={`rules.schedules.${index}`}
          number={index + 1}
          errorOf={errorOf}
          onChange={(changed) =>
            change(draft.schedules.map((one) => (one.key === schedule.key ? changed : one)))
          }
          onRemove={() => change(draft.schedules.filter((one) => one.key !== schedule.key))}
        />
      ))}
      {errorOf("rules.schedules") && <p className="text-sm text-bad">{errorOf("rules.schedules")}</p>}
      <div>
        <Button
          size="small"
          disabled={draft.schedules.length >= 32}
          onClick={() => change([...draft.schedules, newSchedule(draft.schedules)])}
        >
          Add a schedule
        </Button>
      </div>
    </div>
  );
}
