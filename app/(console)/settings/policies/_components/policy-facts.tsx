import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import type { PolicyDto } from "#lib/policies/schema.ts";
import { RunTimes } from "./run-times.tsx";

/** A policy for whoever may read it but not change it. */
export function PolicyFacts({ policy }: { policy: PolicyDto }) {
  const { objectives, thresholds } = policy.rules;
  return (
    <>
      <Panel title="When it runs" aside="WAL is archived continuously besides">
        {policy.schedules.length === 0 && <p className="text-ink-2">Nothing runs by itself.</p>}
        <ul className="grid gap-3">
          {policy.schedules.map((one) => (
            <li key={one.scheduleId}>
              <p className="num font-[560]">{one.sentence}</p>
              <RunTimes runs={one.nextRuns} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title="Rules" aside="An administrator changes them.">
        <Facts className="num">
          <Fact label="Sets stay">{policy.retentionSentence}</Fact>
          <Fact label="May lose at most">{formatDuration(objectives.rpoSeconds * 1000)}</Fact>
          <Fact label="Must be back within">{formatDuration(objectives.rtoSeconds * 1000)}</Fact>
          <Fact label="Warns when">
            a backup takes longer than {formatDuration(thresholds.durationSeconds * 1000)}; a repository is
            more than {thresholds.repositoryFullPercent} % full; {thresholds.atRiskPercent} % of an objective
            is used up; a size or duration differs by more than {thresholds.changePercent} % from the median
          </Fact>
        </Facts>
      </Panel>
    </>
  );
}
