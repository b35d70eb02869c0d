"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Pill } from "#components/ui/pill.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import type { OverviewDto } from "#lib/overview/schema.ts";

interface OfflineWorkersProps {
  overview: Pick<OverviewDto, "workers" | "resources">;
  alerts: AlertDto[];
}

/** A silent worker means that nothing on its host is backed up, measured or restored. */
export function OfflineWorkers({ overview, alerts }: OfflineWorkersProps) {
  // When none is left every page says so; when an alert fires for one, it says so.
  if (!overview.workers.some((worker) => worker.isOnline)) return null;
  const alerted = alerts.filter(({ rule }) => rule === "worker-offline").map(({ subject }) => subject);
  return overview.workers
    .filter((worker) => !worker.isOnline && !alerted.includes(worker.host))
    .map((worker) => {
      const affected = overview.resources.filter((one) => one.resource.host === worker.host).length;
      return (
        <Banner
          key={worker.host}
          tone="bad"
          lead={<Pill tone="bad">Worker offline</Pill>}
          action={
            <Link href="/settings/workers" className={buttonStyle()}>
              Open workers
            </Link>
          }
        >
          <span className="font-[560]">{worker.host}</span> was last heard <TimeText at={worker.lastSeenAt} />
          .{" "}
          <span className="text-ink-2">
            {affected === 0
              ? "Nothing is protected there."
              : `Nothing is backed up, measured or restored there: ${affected === 1 ? "1 resource" : `${affected} resources`}.`}
          </span>
        </Banner>
      );
    });
}
