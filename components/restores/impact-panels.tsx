import type { ReactNode } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { Loss } from "#components/restores/loss.tsx";
import type { LossEnd } from "#components/restores/loss-words.ts";
import { wayBackWords } from "#components/restores/restore-words.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { RestoreImpact, RestorePlan } from "#lib/restores/schema.ts";

type ShownPlan = Pick<RestorePlan, "destination" | "wayBack" | "target" | "resource">;

interface ImpactPanelsProps {
  plan: ShownPlan;
  impact: RestoreImpact;
  /** Left out: it has not begun, so that the loss grows. */
  lossEnd?: LossEnd;
}

/** The two things a person must have seen before deciding: what is lost, and whether it can be had again. */
export function ImpactPanels({ plan, impact, lossEnd }: ImpactPanelsProps) {
  const isInPlace = plan.destination.kind === "in-place";
  return (
    <div className="grid gap-2.5">
      {isInPlace ? (
        <Panel tone="bad">
          <Lead>{lossEnd?.kind === "never" ? "This would have been lost" : "This will be lost"}</Lead>
          <p>
            <Loss plan={plan} impact={impact} end={lossEnd} />{" "}
            {lossEnd?.kind !== "never" && sessionWords(impact)}
          </p>
        </Panel>
      ) : (
        <Panel tone="good">
          <Lead>Nothing is overwritten</Lead>
          <p>
            {plan.resource.name} goes on running as it is; copy out of the new instance what you need. It is a
            server of its own, reachable only on its host, and does not archive.
          </p>
          <HeldInCopy plan={plan} />
        </Panel>
      )}
      {isInPlace && (
        <Panel tone={plan.wayBack === "none" ? "bad" : plan.wayBack === "backup" ? "good" : "warn"}>
          <Lead>{plan.wayBack === "none" ? "There is no way back" : "This is the way back"}</Lead>
          <p>{wayBackWords[plan.wayBack]}</p>
        </Panel>
      )}
      {impact.warnings.length > 0 && (
        <Panel tone="warn">
          <Lead>To know before deciding</Lead>
          <ul className="list-disc pl-5">
            {impact.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function Lead({ children }: { children: ReactNode }) {
  return <p className="mb-1 font-[560]">{children}</p>;
}

function sessionWords({ sessionsDropped }: RestoreImpact): string {
  if (sessionsDropped === null) return "How many sessions are open is not known.";
  if (sessionsDropped === 0) return "No session was open then.";
  return `${sessionsDropped.toLocaleString("en-GB")} ${sessionsDropped === 1 ? "session is" : "sessions are"} dropped.`;
}

function HeldInCopy({ plan }: { plan: ShownPlan }) {
  const { lastCommitMicros } = plan.target;
  if (lastCommitMicros === null) return null;
  return (
    <p className="num mt-1 text-ink-2">
      It holds everything up to <TimeText at={lastCommitMicros} show="full" precision="micros" /> (
      <TimeText at={lastCommitMicros} />) and nothing after it.
    </p>
  );
}
