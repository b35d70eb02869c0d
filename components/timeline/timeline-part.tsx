"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";

const load = () => import("#components/timeline/recovery-timeline.tsx").then((file) => file.RecoveryTimeline);

/** The timeline, with its reckoning of zones, as a part of the program that comes when it is needed. */
export const TimelinePart = dynamic(load, { ssr: false, loading: () => <Skeleton className="h-64" /> });

/** Fetches it beside the data that it will draw, not after it. */
export function usePreloadedTimeline(): void {
  useEffect(() => {
    // TimelinePart itself says so when it cannot be had.
    load().catch(() => undefined);
  }, []);
}
