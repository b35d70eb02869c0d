import type { Metadata } from "next";
import { Suspense } from "react";
import { Schedule } from "./_components/schedule.tsx";

export const metadata: Metadata = { title: "Schedule" };

export default function SchedulePage() {
  return (
    <Suspense>
      <Schedule />
    </Suspense>
  );
}
