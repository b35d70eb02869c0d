import { notRestoredLabel, workWords } from "#components/restores/restore-words.ts";
import { spaceWords } from "#components/restores/space-words.ts";
import { Fact, Facts } from "#components/ui/facts.tsx";
import type { RestoreImpact, RestorePlan } from "#lib/restores/schema.ts";

interface ImpactFactsProps {
  plan: Pick<RestorePlan, "destination">;
  impact: RestoreImpact;
}

export function ImpactFacts({ plan, impact }: ImpactFactsProps) {
  const { notRestored } = impact;
  const space = spaceWords(impact);
  return (
    <Facts>
      <Fact label="Takes">
        <span className="num">{workWords(impact)}</span>
      </Fact>
      <Fact label="Disk space">
        <span className={space.isEnough === false ? "num text-bad" : "num"}>{space.words}</span>
      </Fact>
      <Fact label={notRestoredLabel(plan)}>
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
