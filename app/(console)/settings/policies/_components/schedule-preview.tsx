"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useDebounced } from "#components/data/use-debounced.ts";
import { useSchema } from "#components/data/use-schema.ts";
import { readSchedule, type ScheduleDraft } from "./policy-draft.ts";
import { RunTimes } from "./run-times.tsx";

/** How a schedule reads and its next five runs, in its zone and in UTC, clock changes named (U12). */
export function SchedulePreview({ schedule }: { schedule: ScheduleDraft }) {
  const rule = useDebounced(readSchedule(schedule));
  const parsed = useSchema(({ scheduleRule }) => scheduleRule)?.safeParse(rule);
  const described = useQuery({
    queryKey: ["described-schedule", rule],
    queryFn: () =>
      postJson("/policies/describe", { schedules: [rule] }, ({ policyDescription }) => policyDescription),
    enabled: parsed?.success === true,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  if (parsed?.success === false) return <Unreadable words="Its next runs appear once it can be read." />;
  if (described.isError) return <Unreadable isAlert words={asProblem(described.error).message} />;
  const words = described.data?.schedules[0];
  if (words === undefined) return <p className="mt-3 min-h-28 text-sm text-ink-3">Working out…</p>;
  return (
    <div className="mt-3" aria-busy={described.isPlaceholderData}>
      <p className="num font-[560]" aria-live="polite">
        {words.sentence}
      </p>
      <RunTimes label="Next five runs" runs={words.nextRuns} />
    </div>
  );
}

function Unreadable({ words, isAlert = false }: { words: string; isAlert?: boolean }) {
  return (
    <p role={isAlert ? "alert" : undefined} className={`mt-3 text-sm ${isAlert ? "text-bad" : "text-ink-3"}`}>
      {words}
    </p>
  );
}
