import type { PolicyDto } from "#lib/policies/schema.ts";

interface RunTimesProps {
  runs: PolicyDto["schedules"][number]["nextRuns"];
  label?: string;
}

/** When a schedule runs next: by its own zone and in UTC, with what a change of the clocks does to it. */
export function RunTimes({ runs, label }: RunTimesProps) {
  return (
    <ol aria-label={label} className="num mt-1 grid gap-y-0.5 text-sm">
      {runs.map((run) => (
        <li key={run.atMicros} className="flex flex-wrap gap-x-4">
          <span className="min-w-52">{run.local}</span>
          <span className="text-ink-3">{run.utc}</span>
          {run.note !== null && <span className="w-full text-warn">{run.note}</span>}
        </li>
      ))}
    </ol>
  );
}
