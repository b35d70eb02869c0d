"use client";

import { ResourceFilter } from "#components/resources/resource-filter.tsx";
import { RunCalendar } from "#components/schedules/run-calendar.tsx";

interface BackupCalendarProps {
  chosen: string | null;
  onChoose: (resourceId: string | null) => void;
}

/** Which backups were expected on each day, and what became of them. Imported lazily. */
export function BackupCalendar({ chosen, onChoose }: BackupCalendarProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
      <ResourceFilter className="sm:max-w-56" value={chosen} onChange={onChoose} />
      <RunCalendar title="Expected runs" resourceId={chosen} />
    </div>
  );
}
