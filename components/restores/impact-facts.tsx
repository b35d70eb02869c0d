import { spaceWords } from "#components/restores/space-words.ts";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { formatDurationRange } from "#lib/format/duration.ts";
import type { RestoreImpact } from "#lib/restores/schema.ts";

export function ImpactFacts({ impact }: { impact: RestoreImpact }) {
  const { durationMs, notRestored } = impact;
  const space = spaceWords(impact);
  return (
    <Facts>
      <Fact label="Takes">
        {durationMs === null ? (
          "not known: nothing like it was measured yet"
        ) : (
          <span className="num">
            {formatDurationRange(durationMs.low, durationMs.high)}, from {durationMs.basedOn}{" "}
            {durationMs.basedOn === 1 ? "earlier restore" : "earlier restores"}
          </span>
        )}
      </Fact>
      <Fact label="Disk space">
        <span className={space.isEnough === false ? "num text-bad" : "num"}>{space.words}</span>
      </Fact>
      <Fact label="Does not come back">
        {notRestored.length === 0 ? (
          "nothing known"
        ) : (
          <ul className="list-disc pl-4">
            {notRestored.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </Fact>
    </Facts>
  );
}
