import type { Metadata } from "next";
import { openAlertsQuery, rulesQuery } from "#components/alerts/alert-queries.ts";
import { waitingRestoresQuery } from "#components/restores/restore-queries.ts";
import { monthOf } from "#components/schedules/month.ts";
import {
  calendarQuery,
  nextRunsQuery,
  pausesQuery,
  slotsQuery,
} from "#components/schedules/schedule-queries.ts";
import { nextRunLines, overviewQuery, pinnedRuns } from "./_components/overview-query.ts";
import { pageClock } from "./page-clock.ts";
import { Overview } from "./screens.tsx";
import { WithAnswers } from "./with-answers.tsx";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const { today, zone } = await pageClock();
  const queries = [
    overviewQuery,
    openAlertsQuery(),
    rulesQuery,
    slotsQuery(pinnedRuns),
    pausesQuery(),
    waitingRestoresQuery,
    calendarQuery(monthOf(today), zone),
    nextRunsQuery(null, nextRunLines),
  ];
  return (
    <WithAnswers queries={queries}>
      <Overview />
    </WithAnswers>
  );
}
