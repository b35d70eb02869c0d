"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useOpenAlerts } from "#components/alerts/use-open-alerts.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { isUnanswered } from "#components/data/is-unanswered.ts";
import { Unanswered } from "#components/data/unanswered.tsx";
import { useServerSkew } from "#components/data/use-server-skew.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { OpenRuns } from "#components/schedules/open-runs.tsx";
import { usePauses } from "#components/schedules/use-pauses.ts";
import { useSlots } from "#components/schedules/use-slots.ts";
import { asBefore } from "#components/status/as-before.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import type { OverviewResource } from "#lib/overview/schema.ts";
import { FirstSteps } from "./first-steps.tsx";
import { OfflineWorkers } from "./offline-workers.tsx";
import { OverviewAlerts } from "./overview-alerts.tsx";
import { overviewQuery, pinnedRuns } from "./overview-query.ts";
import { OverviewSummary } from "./overview-summary.tsx";
import { OverviewTable } from "./overview-table.tsx";
import { PinnedFailures } from "./pinned-failures.tsx";
import { WaitingApprovals } from "./waiting-approvals.tsx";

const refetchMs = 15_000;
const ExpectedRuns = dynamic(() => import("./expected-runs.tsx").then((runs) => runs.ExpectedRuns), {
  loading: () => <Skeleton className="h-[28rem]" />,
});

const none: AlertDto[] = [];

/** "Can I restore, to when, how fast?", what is wrong first, what is expected last. */
export function Overview() {
  const overview = useQuery({ ...overviewQuery, refetchInterval: refetchMs });
  const { data, error, dataUpdatedAt, refetch, isFetching } = overview;
  const openAlerts = useOpenAlerts();
  const openRuns = useSlots(pinnedRuns);
  const pauses = usePauses();
  const skewMs = useServerSkew(data?.atMicros, dataUpdatedAt);
  const alerts = openAlerts.data?.items ?? none;
  const title = "Can we restore, to when, how fast?";
  // What is wrong stands above the table: it comes with it, not later, pushing it down.
  if (!data || isFirstAsked(openAlerts) || isFirstAsked(openRuns)) {
    return (
      <>
        <PageHead title={title} sub={error ? undefined : "Looking…"} />
        {error ? (
          <Problem
            title="The overview could not be loaded"
            problem={asProblem(error)}
            action={
              <Button isBusy={isFetching} onClick={() => refetch()}>
                Try again
              </Button>
            }
          />
        ) : (
          <Panel isPadded={false}>
            <SkeletonRows label="Loading the resources" />
          </Panel>
        )}
      </>
    );
  }
  const unanswered = (
    <Unanswered
      asked={[
        { what: "the resources", query: overview },
        { what: "the alerts", query: openAlerts },
        { what: "the pauses", query: pauses },
      ]}
    />
  );
  if (data.resources.length === 0) {
    return (
      <>
        <PageHead title={title} sub="Nothing is protected yet." />
        {unanswered}
        <OfflineWorkers overview={data} alerts={alerts} />
        <FirstSteps />
      </>
    );
  }
  return (
    <>
      <PageHead
        title={title}
        sub={
          <OverviewSummary overview={data} isCurrent={!isUnanswered(overview) && !isUnanswered(openAlerts)} />
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
        {unanswered}
        <OfflineWorkers overview={data} alerts={alerts} />
        <OverviewAlerts alerts={alerts.filter(({ rule }) => rule !== "missed-run")} />
        <PinnedFailures resources={data.resources} alerts={alerts} />
        <OpenRuns
          resourceId={null}
          limit={pinnedRuns.limit}
          shownElsewhere={shownFailures(data.resources, alerts)}
        />
        <OverviewTable
          resources={isUnanswered(overview) ? data.resources.map(asBefore) : data.resources}
          alerts={alerts}
          skewMs={skewMs}
        />
        <WaitingApprovals count={data.waitingApprovals} />
        <ExpectedRuns />
      </div>
    </>
  );
}

/** What could not be answered is said; it does not take the page away each time it is asked again. */
function isFirstAsked({ isLoading, isFetched }: Pick<UseQueryResult, "isLoading" | "isFetched">): boolean {
  return isLoading && !isFetched;
}

/** Failed operations that an alert or a pinned failure already names: each thing is said once. */
function shownFailures(resources: OverviewResource[], alerts: AlertDto[]): ReadonlySet<string> {
  const pinned = resources.flatMap(({ failures }) => failures.map(({ id }) => id));
  const alerted = alerts.flatMap(({ href }) => href?.match(/^\/operations\/(.+)$/)?.[1] ?? []);
  return new Set([...pinned, ...alerted]);
}
