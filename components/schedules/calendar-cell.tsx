import { cn } from "#components/ui/cn.ts";
import { Pressable } from "#components/ui/pressable.tsx";
import { type CalendarDay, dayWords, isEmpty, stillToCome } from "./calendar-words.ts";
import { type Outcome, OutcomeShape } from "./outcome-shape.tsx";

interface CalendarCellProps {
  date: string;
  day: CalendarDay | undefined;
  isToday: boolean;
  isSelected: boolean;
  isTabStop: boolean;
  isCompact: boolean;
  onSelect: () => void;
}

/** A day: what went wrong first, each outcome as shape and number; nothing expected stays empty, never green. */
export function CalendarCell(props: CalendarCellProps) {
  const { date, day, isToday, isSelected, isTabStop, isCompact, onSelect } = props;
  const isBad = day !== undefined && day.failed + day.missed > 0;
  return (
    <Pressable
      data-date={date}
      tabIndex={isTabStop ? 0 : -1}
      aria-pressed={isSelected}
      aria-current={isToday ? "date" : undefined}
      onClick={onSelect}
      className={cn(
        "flex w-full flex-col gap-1 px-1.5 py-1 text-left hover:bg-idle-soft focus-visible:relative focus-visible:outline-offset-[-2px] sm:px-2",
        isCompact ? "min-h-11" : "min-h-16",
        isBad && "bg-bad-soft",
        isSelected && "relative outline-2 outline-offset-[-2px] outline-accent",
      )}
    >
      <span className="sr-only">
        {longDate(date)}: {dayWords(day)}
      </span>
      <span
        aria-hidden="true"
        className={cn("num text-sm", isToday ? "font-[650] text-accent underline" : "text-ink-3")}
      >
        {Number(date.slice(8))}
      </span>
      {day !== undefined && !isEmpty(day) && (
        <span aria-hidden="true" className="num flex flex-wrap gap-x-2 gap-y-0.5 text-sm">
          {countsOf(day).map(([outcome, count]) => (
            <span key={outcome} className="inline-flex items-center gap-1">
              <OutcomeShape outcome={outcome} />
              {count}
            </span>
          ))}
        </span>
      )}
    </Pressable>
  );
}

function countsOf(day: CalendarDay): [Outcome, number][] {
  const all: [Outcome, number][] = [
    ["missed", day.missed],
    ["failed", day.failed],
    ["succeeded", day.succeeded],
    ["running", day.running],
    ["coming", stillToCome(day)],
  ];
  return all.filter(([, count]) => count > 0);
}

const longDates = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

function longDate(date: string): string {
  return longDates.format(new Date(`${date}T00:00:00Z`));
}
