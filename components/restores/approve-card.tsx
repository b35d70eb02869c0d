"use client";

import Link from "next/link";
import { CardLine } from "#components/changes/card-line.tsx";
import { Decide } from "#components/changes/decide.tsx";
import { ExpiryCountdown } from "#components/changes/expiry-countdown.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { describeTarget } from "#components/restores/describe-target.ts";
import { ImpactPanels } from "#components/restores/impact-panels.tsx";
import { restoreAct } from "#components/restores/restore-act.ts";
import { destinationWords, notRestoredLabel, workWords } from "#components/restores/restore-words.ts";
import { Sentence } from "#components/restores/sentence.tsx";
import { spaceWords } from "#components/restores/space-words.ts";
import { Panel } from "#components/ui/panel.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";

/** Everything an approver needs on one phone screen or two: what is lost, the way back, who, why, where. */
export function ApproveCard({ restore }: { restore: RestoreDto }) {
  const { zone } = useZone();
  const { change, plan, impact } = restore;
  const { chosen, lastCommitMicros } = plan.target;
  const backToMicros =
    chosen.kind === "time" ? chosen.micros : chosen.kind === "latest" ? lastCommitMicros : null;
  const votes = change.approvals.filter((approval) => approval.vote === "approve").length;
  return (
    <article aria-labelledby={`restore-${restore.id}`} className="w-full max-w-105 min-w-0">
      <p className="text-xs text-ink-3">
        Restore request <span className="num">R-{change.number}</span> ·{" "}
        <ExpiryCountdown at={change.expiresAt} />
      </p>
      <h2 id={`restore-${restore.id}`} className="num mt-1 mb-3 text-lg font-[620] tracking-[-0.015em]">
        <Link href={`/restores/${restore.id}`} className="hover:underline">
          <Sentence plan={restore.plan} />
        </Link>
      </h2>
      <ImpactPanels plan={plan} impact={impact} />
      <Panel className="mt-2.5">
        <dl>
          <CardLine label="Asked by">
            {isolate(change.requestedBy.name)}, <TimeText at={change.createdAt} />
          </CardLine>
          <CardLine label="Why" isText>
            {isolate(change.reason)}
          </CardLine>
          <CardLine label="Back to">
            <span className="num">
              {describeTarget(chosen, zone, lastCommitMicros)}
              {backToMicros !== null && (
                <>
                  , <TimeText at={backToMicros} />
                </>
              )}
            </span>
          </CardLine>
          <CardLine label="Where">{destinationWords(plan)}</CardLine>
          <CardLine label="Takes" isText>
            <span className="num">{workWords(impact)}</span>
          </CardLine>
          <CardLine label="Disk">
            <span className="num">{spaceWords(impact).words}</span>
          </CardLine>
          <CardLine label={notRestoredLabel(plan)} isText>
            {impact.notRestored.length === 0 ? "nothing known" : impact.notRestored.join(" ")}
          </CardLine>
          {change.requiredApprovals > 1 && (
            <CardLine label="Approvals">
              <span className="num">
                {votes} of {change.requiredApprovals}
              </span>
            </CardLine>
          )}
          <CardLine label="Plan">
            <Link
              href={`/restores/${restore.id}#plan`}
              className="id link inline-flex min-h-6 items-center pointer-coarse:min-h-11"
            >
              {change.planFingerprint}
            </Link>
          </CardLine>
        </dl>
      </Panel>
      <Decide change={change} act={restoreAct(plan)} />
    </article>
  );
}
