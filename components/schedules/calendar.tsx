"use client";

import { Loaded } from "#components/data/loaded.tsx";
import { useNow } from "#components/data/use-now.ts";
import { useZone } from "#components/data/use-zone.ts";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInstant } from "#lib/format/instant.ts";
import type { CalendarDto } from "#lib/schedules/schema.ts";
import { calendarCsv } from "./calendar-csv.ts";
import { CalendarGrid, monthTitle } from "./calendar-grid.tsx";
import { CalendarTable } from "./calendar-table.tsx";
import { successWords } from "./calendar-words.ts";
import { addMonths, monthOf } from "./month.ts";
import { type Outcome, OutcomeShape, outcomeWords } from "./outcome-shape.tsx";
import { useCalendar } from "./use-calendar.ts";

interface CalendarProps {
  /** Left out: every resource. */
  resourceId?: string | null;
  /** "2026-11"; null for the current one. */
  month: string | null;
  onMonth: (month: string | null) => void;
  selected: string | null;
  onSelect: (date: string | null) => void;
  /** Lower days, and no table: a page of its own has both. */
  isCompact?: boolean;
}

/** What was expected of each day of a month and what became of it. */
export function Calendar(props: CalendarProps) {
  const { resourceId = null, month, onMonth, selected, onSelect, isCompact = false } = props;
  const { zone } = useZone();
  const today = useToday();
  const shown = month ?? monthOf(today);
  const calendar = useCalendar(shown, resourceId);
  return (
    <div>
      <div className="mb-2.5 flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex items-center gap-1">
          <Button size="small" aria-label="Month before" onClick={() => onMonth(addMonths(shown, -1))}>
            ‹
          </Button>
          <h3 className="num min-w-36 text-center font-[600]" aria-live="polite">
            {monthTitle(shown)}
          </h3>
          <Button size="small" aria-label="Month after" onClick={() => onMonth(addMonths(shown, 1))}>
            ›
          </Button>
          {shown !== monthOf(today) && (
            <Button size="small" tone="quiet" onClick={() => onMonth(null)}>
              This month
            </Button>
          )}
        </div>
        {calendar.data && <p className="num sm:ml-auto">{successWords(calendar.data)}</p>}
      </div>
      <Loaded
        query={calendar}
        what="The calendar"
        placeholder={<Skeleton className={isCompact ? "h-72" : "h-96"} />}
      >
        {(data) => (
          <div aria-busy={calendar.isPlaceholderData}>
            <CalendarGrid
              month={shown}
              onMonth={onMonth}
              today={today}
              selected={selected}
              onSelect={(date) => onSelect(date === selected ? null : date)}
              dayOf={finder(data)}
              isCompact={isCompact}
            />
            <Legend zone={zone} />
            {!isCompact && (
              <Disclosure summary="As a table" className="mt-1.5">
                <a
                  className="link inline-block py-1"
                  download={`holdfast-runs-${shown}.csv`}
                  href={`data:text/csv;charset=utf-8,${encodeURIComponent(calendarCsv(data))}`}
                >
                  CSV of {monthTitle(shown)}
                </a>
                <CalendarTable calendar={data} month={shown} onSelect={onSelect} />
              </Disclosure>
            )}
          </div>
        )}
      </Loaded>
    </div>
  );
}

function useToday(): string {
  const { zone } = useZone();
  const now = useNow(60_000);
  return formatInstant(BigInt(now || Date.now()) * 1000n, zone).slice(0, 10);
}

function finder({ days }: CalendarDto) {
  const byDate = new Map(days.map((day) => [day.date, day]));
  return (date: string) => byDate.get(date);
}

const legend: Outcome[] = ["succeeded", "failed", "missed", "running", "coming"];

function Legend({ zone }: { zone: string }) {
  return (
    <div className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
      {legend.map((outcome) => (
        <span key={outcome} className="inline-flex items-center gap-1.5">
          <OutcomeShape outcome={outcome} />
          {outcomeWords[outcome]}
        </span>
      ))}
      <span className="text-ink-3 sm:ml-auto">days in {zone}</span>
    </div>
  );
}
