"use client";

import Link from "next/link";
import { queryText } from "#components/data/api.ts";
import { isUnanswered } from "#components/data/is-unanswered.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SlotItem } from "./slot-item.tsx";
import { useSlots } from "./use-slots.ts";

interface OpenRunsProps {
  /** Null: of every resource, each with its name. */
  resourceId: string | null;
  limit: number;
  /** Failed operations that the page already shows. */
  shownElsewhere?: ReadonlySet<string>;
}

/** Missed and failed runs, pinned until somebody acknowledges them (U10). */
export function OpenRuns({ resourceId, limit, shownElsewhere }: OpenRunsProps) {
  const slots = useSlots({ resourceId, only: "open", limit });
  const items = (slots.data?.items ?? []).filter(
    ({ state, operation }) => state === "missed" || !shownElsewhere?.has(operation?.id ?? ""),
  );
  if (items.length === 0 && !isUnanswered(slots)) return null;
  const hasMore = slots.data?.nextCursor != null;
  return (
    <Panel
      tone="bad"
      isPadded={false}
      title={titleOf(items.length, hasMore)}
      aside={
        hasMore ? (
          <Link href={`/schedule/runs${queryText({ only: "open", resource: resourceId })}`} className="link">
            all of them
          </Link>
        ) : (
          "stay here until acknowledged"
        )
      }
    >
      <Loaded query={slots} what="The missed and failed runs">
        {() => (
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

function titleOf(count: number, hasMore: boolean): string {
  if (count === 0) return "Missed or failed runs";
  return `${hasMore ? `More than ${count}` : count} missed or failed ${count === 1 ? "run" : "runs"}`;
}
