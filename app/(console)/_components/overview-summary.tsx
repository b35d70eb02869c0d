"use client";

import { TimeText } from "#components/data/time-text.tsx";
import type { OverviewDto } from "#lib/overview/schema.ts";

export function OverviewSummary({ overview }: { overview: OverviewDto }) {
  const total = overview.resources.length;
  const troubled = overview.resources.filter((one) => one.state !== "good").length;
  return (
    <>
      {total === 1 ? "1 resource" : `${total} resources`} ·{" "}
      {troubled === 0
        ? "all on objective"
        : troubled === 1
          ? "1 needs attention"
          : `${troubled} need attention`}{" "}
      · checked <TimeText at={overview.atMicros} />
    </>
  );
}
