"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { queryText } from "#components/data/api.ts";
import { Calendar } from "#components/schedules/calendar.tsx";
import { NextRuns } from "#components/schedules/next-runs.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { nextRunLines } from "./overview-query.ts";

/** What was expected of each day and what comes next, of every resource. Imported lazily: it stands last. */
export function ExpectedRuns() {
  const router = useRouter();
  const [month, setMonth] = useState<string | null>(null);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3.5 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
      <Panel
        title="Expected runs"
        aside={
          <Link href="/schedule" className="link">
            Schedule
          </Link>
        }
      >
        <Calendar
          isCompact
          month={month}
          onMonth={setMonth}
          selected={null}
          onSelect={(day) => router.push(`/schedule${queryText({ month: day?.slice(0, 7), day })}`)}
        />
      </Panel>
      <Panel title="Coming runs">
        <NextRuns resourceId={null} limit={nextRunLines} />
      </Panel>
    </div>
  );
}
