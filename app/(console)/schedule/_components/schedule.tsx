"use client";

import Link from "next/link";
import { Unanswered } from "#components/data/unanswered.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { ResourceFilter } from "#components/resources/resource-filter.tsx";
import { NextRuns } from "#components/schedules/next-runs.tsx";
import { OpenRuns } from "#components/schedules/open-runs.tsx";
import { PausedBanner } from "#components/schedules/paused-banner.tsx";
import { RunCalendar } from "#components/schedules/run-calendar.tsx";
import { useOpenPauses, usePauses } from "#components/schedules/use-pauses.ts";
import { WaitingRuns } from "#components/schedules/waiting-runs.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Panel } from "#components/ui/panel.tsx";
import { useScheduleFilter } from "./use-schedule-filter.ts";

/** What was expected, what happened, what was missed, what comes: absence is shown as an event. */
export function Schedule() {
  const [filter, setFilter] = useScheduleFilter();
  const pauses = useOpenPauses(filter.resource);
  return (
    <>
      <PageHead
        title="Schedule"
        sub="What was expected, what became of it and what comes next. A run that did not happen is shown, not left out."
        actions={
          <>
            <ResourceFilter
              className="sm:w-56"
              value={filter.resource}
              onChange={(resource) => setFilter({ resource, day: null })}
            />
            <Link
              href={`/schedule/runs${filter.resource ? `?resource=${filter.resource}` : ""}`}
              className={buttonStyle()}
            >
              Every run
            </Link>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
        <Unanswered asked={[{ what: "the pauses", query: usePauses(filter.resource) }]} />
        {pauses.map((pause) => (
          <PausedBanner key={pause.id} pause={pause} hasResource />
        ))}
        <OpenRuns resourceId={filter.resource} limit={5} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3.5 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
          <div className="grid min-w-0 gap-3.5">
            <RunCalendar title="Calendar" resourceId={filter.resource} />
          </div>
          <div className="grid min-w-0 gap-3.5">
            <WaitingRuns resourceId={filter.resource} />
            <Panel title="Coming runs">
              <NextRuns resourceId={filter.resource} limit={9} />
            </Panel>
          </div>
        </div>
      </div>
    </>
  );
}
