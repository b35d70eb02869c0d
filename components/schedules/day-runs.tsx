"use client";

import { Loaded } from "#components/data/loaded.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { startOfDay } from "#lib/format/start-of-day.ts";
import { addDays } from "./month.ts";
import { SlotItem } from "./slot-item.tsx";
import { useSlots } from "./use-slots.ts";

interface DayRunsProps {
  date: string;
  resourceId: string | null;
  onClose: () => void;
}

/** Every run that was due on one day of the calendar. */
export function DayRuns({ date, resourceId, onClose }: DayRunsProps) {
  const { zone } = useZone();
  const slots = useSlots({
    resourceId,
    only: "all",
    fromMicros: String(startOfDay(date, zone)),
    toMicros: String(startOfDay(addDays(date, 1), zone)),
    limit: 200,
  });
  return (
    <Panel
      isPadded={false}
      title={<span className="num">Due on {date}</span>}
      aside={
        <Button size="small" tone="quiet" onClick={onClose}>
          Close
        </Button>
      }
    >
      <Loaded query={slots} what="The runs of that day">
        {({ items }) =>
          items.length === 0 ? (
            <p className="px-3.5 pt-1 pb-3 text-ink-2">
              No run was due on this day so far. Coming runs are listed beside the calendar.
            </p>
          ) : (
            <ul aria-busy={slots.isPlaceholderData}>
              {items.map((slot) => (
                <SlotItem key={slot.id} slot={slot} hasResource={resourceId === null} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
