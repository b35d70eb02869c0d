"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { CalendarCell } from "./calendar-cell.tsx";
import type { CalendarDay } from "./calendar-words.ts";
import { addDays, addMonths, monthOf, sameDayIn, weekdayOf, weeksOf } from "./month.ts";

const weekdays = [
  ["Mon", "Monday"],
  ["Tue", "Tuesday"],
  ["Wed", "Wednesday"],
  ["Thu", "Thursday"],
  ["Fri", "Friday"],
  ["Sat", "Saturday"],
  ["Sun", "Sunday"],
] as const;

interface CalendarGridProps {
  month: string;
  onMonth: (month: string) => void;
  today: string;
  selected: string | null;
  onSelect: (date: string) => void;
  dayOf: (date: string) => CalendarDay | undefined;
  isCompact: boolean;
}

/** A grid of days with one Tab stop: arrows move by day and week, Page Up and Down by month. */
export function CalendarGrid(props: CalendarGridProps) {
  const { month, onMonth, today, selected, onSelect, dayOf, isCompact } = props;
  const [cursor, setCursor] = useState<string | null>(null);
  const moved = useRef(false);
  const table = useRef<HTMLTableElement>(null);
  const fallback = [selected, today].find((date) => date !== null && monthOf(date) === month);
  const stop = cursor !== null && monthOf(cursor) === month ? cursor : (fallback ?? `${month}-01`);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    table.current?.querySelector<HTMLElement>(`[data-date="${stop}"]`)?.focus();
  }, [stop]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = destinationOf(event.key, stop);
    if (next === null) return;
    event.preventDefault();
    moved.current = true;
    setCursor(next);
    if (monthOf(next) !== month) onMonth(monthOf(next));
  };
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of days that is moved in by arrows
      role="grid"
      aria-label={`Runs by day, ${monthTitle(month)}`}
      className="w-full table-fixed border-collapse"
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          {weekdays.map(([short, long]) => (
            <th key={long} scope="col" abbr={long} className="pb-1 text-xs font-medium text-ink-3">
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week, index) => (
          <tr key={week.find((date) => date !== null) ?? index}>
            {week.map((date, weekday) =>
              date === null ? (
                <td key={weekdays[weekday]?.[1]} className="border bg-bg" />
              ) : (
                <td key={date} className="border p-0 align-top">
                  <CalendarCell
                    date={date}
                    day={dayOf(date)}
                    isToday={date === today}
                    isSelected={date === selected}
                    isTabStop={date === stop}
                    isCompact={isCompact}
                    onSelect={() => {
                      setCursor(date);
                      onSelect(date);
                    }}
                  />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function monthTitle(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString("en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

function destinationOf(key: string, from: string): string | null {
  switch (key) {
    case "ArrowLeft":
      return addDays(from, -1);
    case "ArrowRight":
      return addDays(from, 1);
    case "ArrowUp":
      return addDays(from, -7);
    case "ArrowDown":
      return addDays(from, 7);
    case "Home":
      return addDays(from, -weekdayOf(from));
    case "End":
      return addDays(from, 6 - weekdayOf(from));
    case "PageUp":
      return sameDayIn(addMonths(monthOf(from), -1), from);
    case "PageDown":
      return sameDayIn(addMonths(monthOf(from), 1), from);
    default:
      return null;
  }
}
