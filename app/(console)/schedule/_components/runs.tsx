"use client";

import Link from "next/link";
import { KeysetPager } from "#components/data/keyset-pager.tsx";
import { Loaded } from "#components/data/loaded.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { ResourceFilter } from "#components/resources/resource-filter.tsx";
import { SlotItem } from "#components/schedules/slot-item.tsx";
import { useSlots } from "#components/schedules/use-slots.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { runFilters, useRunFilter } from "./use-schedule-filter.ts";

const filterWords: Record<(typeof runFilters)[number], string> = {
  all: "Every run",
  open: "Missed or failed, not acknowledged",
  missed: "Missed",
  waiting: "Due and waiting",
};

/** Every run that was ever expected, newest first. */
export function Runs() {
  const [filter, setFilter] = useRunFilter();
  const slots = useSlots({ resourceId: filter.resource, only: filter.only, cursor: filter.cursor });
  const isFiltered = filter.resource !== null || filter.only !== "all" || filter.cursor !== null;
  return (
    <>
      <PageHead
        title="Runs"
        sub="Every run that was expected, newest first. A missed one stays missed, whatever ran later."
        actions={
          <Link href="/schedule" className={buttonStyle()}>
            Calendar
          </Link>
        }
      />
      <Panel isPadded={false}>
        <div className="flex flex-wrap gap-2.5 border-b px-3.5 py-2.5">
          <ResourceFilter
            className="sm:w-56"
            value={filter.resource}
            onChange={(resource) => setFilter({ resource, cursor: null })}
          />
          <Select
            aria-label="Which runs"
            className="sm:max-w-72"
            value={filter.only}
            onChange={(event) =>
              setFilter({ only: runFilters.find((one) => one === event.target.value) ?? "all", cursor: null })
            }
          >
            {runFilters.map((one) => (
              <option key={one} value={one}>
                {filterWords[one]}
              </option>
            ))}
          </Select>
        </div>
        <Loaded query={slots} what="The runs">
          {({ items }) =>
            items.length > 0 ? (
              <ul aria-busy={slots.isPlaceholderData}>
                {items.map((slot) => (
                  <SlotItem key={slot.id} slot={slot} />
                ))}
              </ul>
            ) : isFiltered ? (
              <EmptyState
                title="No run matches"
                action={<Button onClick={() => setFilter(null)}>Show every run</Button>}
              />
            ) : (
              <EmptyState
                title="No run was expected so far"
                action={
                  <Link href="/settings/policies" className={buttonStyle()}>
                    Open the policies
                  </Link>
                }
              >
                Runs are expected as soon as a resource is under a policy with a schedule.
              </EmptyState>
            )
          }
        </Loaded>
        <div className="px-3.5 pb-3 empty:hidden">
          <KeysetPager
            firstLabel="Newest"
            nextLabel="Older"
            cursor={filter.cursor}
            nextCursor={slots.data?.nextCursor ?? null}
            onCursor={(cursor) => setFilter({ cursor })}
          />
        </div>
      </Panel>
    </>
  );
}
