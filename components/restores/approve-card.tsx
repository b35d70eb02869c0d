"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Decide } from "#components/changes/decide.tsx";
import { ExpiryCountdown } from "#components/changes/expiry-countdown.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { describeTarget } from "#components/restores/describe-target.ts";
import { ImpactPanels } from "#components/restores/impact-panels.tsx";
import { destinationWords } from "#components/restores/restore-words.ts";
import { Sentence } from "#components/restores/sentence.tsx";
import { spaceWords } from "#components/restores/space-words.ts";
import { cn } from "#components/ui/cn.ts";
import { Panel } from "#components/ui/panel.tsx";
import { formatDurationRange } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";

/** Everything an approver needs on one phone screen or two: what is lost, the way back, who, why, where. */
export function ApproveCard({ restore }: { restore: RestoreDto }) {
  const { zone } = useZone();
  const { change, plan, impact } = restore;
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
          <Line label="Asked by">
            {change.requestedBy.email}, <TimeText at={change.createdAt} />
          </Line>
          <Line label="Why" isText>
            {isolate(change.reason)}
          </Line>
          <Line label="Back to">
            <span className="num">
              {describeTarget(plan.target.chosen, zone)}
              {plan.target.chosen.kind === "time" && (
                <>
                  , <TimeText at={plan.target.chosen.micros} />
                </>
              )}
            </span>
          </Line>
          <Line label="Where">{destinationWords(plan)}</Line>
          <Line label="Takes">
            <span className="num">
              {impact.durationMs === null
                ? "not known: no restore measured yet"
                : formatDurationRange(impact.durationMs.low, impact.durationMs.high)}
            </span>
          </Line>
          <Line label="Disk">
            <span className="num">{spaceWords(impact).words}</span>
          </Line>
          <Line label="Not restored" isText>
            {impact.notRestored.length === 0 ? "nothing known" : impact.notRestored.join(" ")}
          </Line>
          {change.requiredApprovals > 1 && (
            <Line label="Approvals">
              <span className="num">
                {votes} of {change.requiredApprovals}
              </span>
            </Line>
          )}
          <Line label="Plan">
            <Link
              href={`/restores/${restore.id}#plan`}
              className="id link inline-flex min-h-6 items-center pointer-coarse:min-h-11"
            >
              {change.planFingerprint}
            </Link>
          </Line>
        </dl>
      </Panel>
      <Decide change={change} />
    </article>
  );
}

interface LineProps {
  label: string;
  /** Sentences: read from the left, under their label. */
  isText?: boolean;
  children: ReactNode;
}

function Line({ label, isText = false, children }: LineProps) {
  return (
    <div
      className={cn("border-b py-2 last:border-b-0", !isText && "flex items-baseline justify-between gap-3")}
    >
      <dt className="flex-none pt-px text-xs text-ink-3">{label}</dt>
      <dd className={cn("min-w-0", !isText && "text-right")}>{children}</dd>
    </div>
  );
}
