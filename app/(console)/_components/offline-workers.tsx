"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Pill } from "#components/ui/pill.tsx";
import type { OverviewDto } from "#lib/overview/schema.ts";

/** A silent worker means that nothing on its host is backed up, measured or restored. */
export function OfflineWorkers({ overview }: { overview: Pick<OverviewDto, "workers" | "resources"> }) {
  return overview.workers
    .filter((worker) => !worker.isOnline)
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
