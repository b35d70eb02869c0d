"use client";

import { useQueryStates } from "nuqs";
import { Calendar } from "#components/schedules/calendar.tsx";
import { parseAsDay, parseAsMonth } from "#components/schedules/calendar-address.ts";
import { DayRuns } from "#components/schedules/day-runs.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";

interface BackupCalendarProps {
  resources: { id: string; name: string }[];
  chosen: string | null;
  onChoose: (resourceId: string | null) => void;
}

/** Which backups were expected on each day, and what became of them. Imported lazily. */
export function BackupCalendar({ resources, chosen, onChoose }: BackupCalendarProps) {
  const [{ month, day }, setShown] = useQueryStates({ month: parseAsMonth, day: parseAsDay });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
      <Select
        aria-label="Resource"
        className="sm:max-w-56"
        value={chosen ?? ""}
        onChange={({ target }) => onChoose(target.value || null)}
      >
        <option value="">All resources</option>
        {resources.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Panel title="Expected runs">
        <Calendar
          resourceId={chosen}
          month={month}
          onMonth={(next) => setShown({ month: next })}
          selected={day}
          onSelect={(next) => setShown({ day: next })}
        />
      </Panel>
      {day !== null && (
        <DayRuns key={day} date={day} resourceId={chosen} onClose={() => setShown({ day: null })} />
      )}
    </div>
  );
}
