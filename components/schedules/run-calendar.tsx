"use client";

import { useQueryStates } from "nuqs";
import { Panel } from "#components/ui/panel.tsx";
import { Calendar } from "./calendar.tsx";
import { parseAsDay, parseAsMonth } from "./calendar-address.ts";
import { DayRuns } from "./day-runs.tsx";

interface RunCalendarProps {
  title: string;
  /** Null: every resource. */
  resourceId: string | null;
}

/** The month and the day that the address says: what was expected, and what became of it. */
export function RunCalendar({ title, resourceId }: RunCalendarProps) {
  const [{ month, day }, setShown] = useQueryStates({ month: parseAsMonth, day: parseAsDay });
  return (
    <>
      <Panel title={title}>
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
