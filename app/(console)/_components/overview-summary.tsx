"use client";

import { TimeText } from "#components/data/time-text.tsx";
import type { OverviewDto } from "#lib/overview/schema.ts";

interface OverviewSummaryProps {
  overview: OverviewDto;
  /** Whether this and the alerts were answered when they were last asked: only then nothing is all good. */
  isCurrent: boolean;
}

export function OverviewSummary({ overview, isCurrent }: OverviewSummaryProps) {
  const total = overview.resources.length;
  const troubled = overview.resources.filter((one) => one.state !== "good").length;
  return (
    <>
      {total === 1 ? "1 resource" : `${total} resources`} ·{" "}
      {troubled === 0
        ? isCurrent
          ? "all on objective"
          : "not known whether all are on objective"
        : troubled === 1
          ? "1 needs attention"
          : `${troubled} need attention`}{" "}
      · checked <TimeText at={overview.atMicros} />
    </>
  );
}
