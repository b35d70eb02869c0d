import type { ReactNode } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { wayBackWords } from "#components/restores/restore-words.ts";
import { Panel } from "#components/ui/panel.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import type { RestoreImpact, RestorePlan } from "#lib/restores/schema.ts";

type ShownPlan = Pick<RestorePlan, "destination" | "wayBack" | "target" | "resource">;

/** The two things a person must have seen before deciding: what is lost, and whether it can be had again. */
export function ImpactPanels({ plan, impact }: { plan: ShownPlan; impact: RestoreImpact }) {
  const isInPlace = plan.destination.kind === "in-place";
  return (
    <div className="grid gap-2.5">
      {isInPlace ? (
        <Panel tone="bad">
          <Lead>This will be lost</Lead>
          <Loss plan={plan} impact={impact} />
          <p className="mt-1 text-ink-2">
            Counted <TimeText at={impact.computedAtMicros} />. What is written from then until it runs is lost
            as well.
          </p>
        </Panel>
      ) : (
        <Panel tone="good">
          <Lead>Nothing is overwritten</Lead>
          <p>
            {plan.resource.name} goes on running as it is. The restored copy is a server of its own, reachable
            only on its host, and does not archive.
          </p>
          <NotInCopy plan={plan} impact={impact} />
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

function Loss({ plan, impact }: { plan: ShownPlan; impact: RestoreImpact }) {
  const { lastCommitMicros } = plan.target;
  const { lostMs, lostCommits, lostWalBytes, sessionsDropped } = impact;
  return (
    <p className="num">
      Everything written after{" "}
      {lastCommitMicros === null ? (
        "the end of the backup set"
      ) : (
        <TimeText at={lastCommitMicros} show="full" precision="micros" className="font-[560]" />
      )}
      {lostMs === null ? (
        ". How much that is could not be worked out"
      ) : (
        <>
          : <b>{formatDuration(lostMs)}</b>
        </>
      )}
      {lostCommits !== null && (
        <>
          , {lostCommits.isExact ? "" : "about "}
          <b>{lostCommits.count.toLocaleString("en-GB")}</b> {lostCommits.count === 1 ? "commit" : "commits"}
        </>
      )}
      {lostWalBytes !== null && <> ({formatBytes(lostWalBytes)} of WAL)</>}.{" "}
      {sessionsDropped === null
        ? "How many sessions are open is not known."
        : sessionsDropped === 0
          ? "No session is open."
          : `${sessionsDropped.toLocaleString("en-GB")} ${sessionsDropped === 1 ? "session is" : "sessions are"} dropped.`}
    </p>
  );
}

function NotInCopy({ plan, impact }: { plan: ShownPlan; impact: RestoreImpact }) {
  const { lastCommitMicros } = plan.target;
  if (lastCommitMicros === null) return null;
  return (
    <p className="num mt-1 text-ink-2">
      It holds everything up to <TimeText at={lastCommitMicros} show="full" precision="micros" />
      {impact.lostMs !== null && `, ${formatDuration(impact.lostMs)} before now`}.
    </p>
  );
}
