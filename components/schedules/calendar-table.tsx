import { Pressable } from "#components/ui/pressable.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { CalendarDto } from "#lib/schedules/schema.ts";
import { monthTitle } from "./calendar-grid.tsx";
import { isEmpty, stillToCome } from "./calendar-words.ts";

const columns = [
  { label: "Day" },
  { label: "Expected", align: "right" as const },
  { label: "Succeeded", align: "right" as const },
  { label: "Failed", align: "right" as const },
  { label: "Missed", align: "right" as const },
  { label: "Running", align: "right" as const },
  { label: "To come", align: "right" as const },
];

interface CalendarTableProps {
  calendar: CalendarDto;
  month: string;
  onSelect: (date: string) => void;
}

/** The same month in rows: for screen readers, and for whoever would rather read numbers. */
export function CalendarTable({ calendar, month, onSelect }: CalendarTableProps) {
  const days = calendar.days.filter((day) => !isEmpty(day));
  if (days.length === 0) return <p className="py-2 text-ink-2">Nothing was or is expected in this month.</p>;
  return (
    <Table caption={`Runs by day, ${monthTitle(month)}`} columns={columns}>
      {days.map((day) => (
        <Row key={day.date}>
          <Cell isHeading>
            <Pressable className="link num" onClick={() => onSelect(day.date)}>
              {day.date}
            </Pressable>
          </Cell>
          {(
            [
              ["Expected", day.expected],
              ["Succeeded", day.succeeded],
              ["Failed", day.failed],
              ["Missed", day.missed],
              ["Running", day.running],
              ["To come", stillToCome(day)],
            ] as const
          ).map(([label, count]) => (
            <Cell key={label} label={label} align="right" className="num">
              {count}
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  );
}
