"use client";

import { useQuery } from "@tanstack/react-query";
import { useOpenAlerts } from "#components/alerts/use-open-alerts.ts";
import { getJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { OfflineWorkers } from "./offline-workers.tsx";
import { OverviewAlerts } from "./overview-alerts.tsx";
import { OverviewSummary } from "./overview-summary.tsx";
import { OverviewTable } from "./overview-table.tsx";
import { PinnedFailures } from "./pinned-failures.tsx";
import { WaitingApprovals } from "./waiting-approvals.tsx";

const refetchMs = 15_000;

export function Overview() {
  const { data, error, dataUpdatedAt, refetch, isFetching } = useQuery({
    queryKey: ["overview"],
    queryFn: ({ signal }) => getJson("/overview", ({ overviewDto }) => overviewDto, signal),
    refetchInterval: refetchMs,
  });
  const alerts = useOpenAlerts().data?.items ?? [];
  const title = "Can we restore, to when, how fast?";
  if (!data) {
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
  if (data.resources.length === 0) {
    return (
      <>
        <PageHead title={title} sub="Nothing is protected yet." />
        <OfflineWorkers overview={data} alerts={alerts} />
        <FirstSteps />
      </>
    );
  }
  const skewMs = Number(BigInt(data.atMicros) / 1000n) - dataUpdatedAt;
  return (
    <>
      <PageHead title={title} sub={<OverviewSummary overview={data} />} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
        <OfflineWorkers overview={data} alerts={alerts} />
        <OverviewAlerts alerts={alerts} />
        <PinnedFailures resources={data.resources} alerts={alerts} />
        <OverviewTable resources={data.resources} alerts={alerts} skewMs={skewMs} />
        <WaitingApprovals count={data.waitingApprovals} />
      </div>
    </>
  );
}
