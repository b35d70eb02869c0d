"use client";

import { useQueryStates } from "nuqs";
import { Calendar } from "#components/schedules/calendar.tsx";
import { parseAsDay, parseAsMonth } from "#components/schedules/calendar-address.ts";
import { DayRuns } from "#components/schedules/day-runs.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** What was expected of this resource, day by day. */
export function ResourceCalendar({ resourceId }: { resourceId: string }) {
  const [{ month, day }, setShown] = useQueryStates({ month: parseAsMonth, day: parseAsDay });
  return (
    <>
      <Panel title="Calendar">
        <Calendar
          resourceId={resourceId}
          month={month}
          onMonth={(next) => setShown({ month: next })}
          selected={day}
          onSelect={(next) => setShown({ day: next })}
        />
      </Panel>
      {day !== null && (
        <DayRuns key={day} date={day} resourceId={resourceId} onClose={() => setShown({ day: null })} />
      )}
    </>
  );
}
