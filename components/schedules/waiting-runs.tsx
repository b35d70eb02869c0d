"use client";

import { Panel } from "#components/ui/panel.tsx";
import { SlotItem } from "./slot-item.tsx";
import { useSlots } from "./use-slots.ts";

/** Due and not started: each with what it waits for. Nothing is shown when nothing waits. */
export function WaitingRuns({ resourceId }: { resourceId: string | null }) {
  const slots = useSlots({ resourceId, only: "waiting", limit: 20 });
  if (slots.data === undefined || slots.data.items.length === 0) return null;
  return (
    <Panel title="Due and waiting" isPadded={false} tone="warn">
      <ul>
        {slots.data.items.map((slot) => (
          <SlotItem key={slot.id} slot={slot} hasResource={resourceId === null} />
        ))}
      </ul>
    </Panel>
  );
}
