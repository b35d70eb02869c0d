"use client";

import Link from "next/link";
import { Loaded } from "#components/data/loaded.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SlotItem } from "./slot-item.tsx";
import { useSlots } from "./use-slots.ts";

const shownAtMost = 8;

/** Missed and failed runs, pinned until somebody acknowledges them (U10). */
export function OpenRuns({ resourceId }: { resourceId: string | null }) {
  const slots = useSlots({ resourceId, only: "open", limit: shownAtMost });
  const count = slots.data?.items.length ?? 0;
  if (slots.data !== undefined && slots.error === null && count === 0) return null;
  if (slots.isPending) return null;
  const hasMore = slots.data?.nextCursor != null;
  return (
    <Panel
      tone="bad"
      isPadded={false}
      title={`${hasMore ? `More than ${count}` : count} missed or failed ${count === 1 ? "run" : "runs"}`}
      aside={
        hasMore ? (
          <Link href="/schedule/runs?only=open" className="link">
            all of them
          </Link>
        ) : (
          "stay here until acknowledged"
        )
      }
    >
      <Loaded query={slots} what="The missed and failed runs">
        {({ items }) => (
          <ul>
            {items.map((slot) => (
              <SlotItem key={slot.id} slot={slot} hasResource={resourceId === null} />
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}
