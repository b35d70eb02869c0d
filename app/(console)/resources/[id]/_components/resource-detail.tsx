"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { SeriesPanel } from "#components/charts/series-panel.tsx";
import { askUntil } from "#components/data/ask-until.ts";
import { isUnanswered } from "#components/data/is-unanswered.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { resourceQuery } from "#components/data/resource-query.ts";
import { useServerSkew } from "#components/data/use-server-skew.ts";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { RunCalendar } from "#components/schedules/run-calendar.tsx";
import { asBefore } from "#components/status/as-before.ts";
import { ResourcePill } from "#components/status/resource-pill.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";
import { BackUpNow } from "./back-up-now.tsx";
import { Figures } from "./figures.tsx";
import { Notices } from "./notices.tsx";
import { OpenAlertsOf } from "./open-alerts-of.tsx";
import { ResourceHistory } from "./resource-history.tsx";
import { ResourceSets } from "./resource-sets.tsx";
import { ResourceTimeline } from "./resource-timeline.tsx";
import { SchedulePanel } from "./schedule-panel.tsx";

const refetchMs = 5_000;

/** One protected thing: what could be lost, to when it can be put back, and everything that was done to it. */
export function ResourceDetail({ id }: { id: string }) {
  const status = useQuery({
    ...resourceQuery(id),
    refetchInterval: askUntil<ResourceStatus>(() => false, refetchMs),
  });
  return (
    <Loaded query={status} what="The resource" all={{ one: "resource", href: "/", label: "All resources" }}>
      {(data) => (
        <Page status={isUnanswered(status) ? asBefore(data) : data} arrivedAtMs={status.dataUpdatedAt} />
      )}
    </Loaded>
  );
}

function Page({ status, arrivedAtMs }: { status: ResourceStatus; arrivedAtMs: number }) {
  const skewMs = useServerSkew(status.atMicros, arrivedAtMs);
  const { can } = useSession();
  const { resource } = status;
  const isProtected = resource.state === "protected";
  return (
    <>
      <PageHead
        title={resource.name}
        status={<ResourcePill status={status} />}
        sub={<Sub resource={resource} />}
        actions={
          <>
            {isProtected && can("backup.start") && <BackUpNow resource={resource} />}
            {isProtected && can("restore.request") && (
              <Link
                href={`/restores/new?resource=${resource.id}`}
                className={buttonStyle({ tone: "primary" })}
              >
                Restore…
              </Link>
            )}
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
        <OpenAlertsOf resourceId={resource.id} />
        <Notices status={status} />
        <Figures status={status} skewMs={skewMs} />
        <ResourceTimeline resource={resource} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3.5 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
          <div className="grid min-w-0 gap-3.5">
            <ResourceSets resource={resource} />
            <RunCalendar title="Calendar" resourceId={resource.id} />
          </div>
          <div className="grid min-w-0 gap-3.5">
            <SchedulePanel resource={resource} />
            <SeriesPanel resource={resource} kind="rpo" range="24h" />
            <SeriesPanel resource={resource} kind="rto" range="1y" />
          </div>
        </div>
        <ResourceHistory resource={resource} />
      </div>
    </>
  );
}

function Sub({ resource }: { resource: ResourceDto }) {
  const { facts, repositories } = resource;
  const parts = [
    facts?.version ? `PostgreSQL ${facts.version}` : "PostgreSQL",
    facts?.sizeBytes ? formatBytes(facts.sizeBytes) : null,
    facts && facts.clusterState !== "running" ? `cluster ${facts.clusterState}` : null,
    `worker ${resource.host}`,
    repositories.length === 0
      ? "no repository"
      : `${repositories.length === 1 ? "repository" : "repositories"} ${joined(repositories.map((one) => isolate(one.name)))}`,
    resource.tier === "critical" ? "critical" : null,
  ];
  return <span className="num">{parts.filter(Boolean).join(" · ")}</span>;
}

function joined(names: string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
