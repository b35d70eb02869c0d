"use client";

import Link from "next/link";
import { memo } from "react";
import { ResourceAlerts } from "#components/alerts/resource-alerts.tsx";
import { useRuleTitle } from "#components/alerts/use-rules.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { actionTitles } from "#components/schedules/action-words.ts";
import { LossNow } from "#components/status/loss-now.tsx";
import { OperationProgressText } from "#components/status/operation-progress-text.tsx";
import { ResourcePill } from "#components/status/resource-pill.tsx";
import { TimeToRestore } from "#components/status/time-to-restore.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row } from "#components/ui/table.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import type { OverviewResource } from "#lib/overview/schema.ts";
import type { PauseDto } from "#lib/schedules/schema.ts";
import { rowPlace } from "./row-place.ts";

interface OverviewRowProps {
  status: OverviewResource;
  /** Of this resource. */
  alerts: AlertDto[];
  skewMs: number;
  /** What holds back its scheduled runs now. */
  pause: PauseDto | undefined;
  /** Among all of them, where not all are in the page. */
  place: number | undefined;
}

/** Drawn again only when something of this resource has changed. */
export const OverviewRow = memo(function OverviewRow(props: OverviewRowProps) {
  const { status, alerts, skewMs, pause, place } = props;
  const { resource, runningOperation } = status;
  const titleOf = useRuleTitle();
  const [word, ...words] = status.words;
  const others = words.filter((each) => !alerts.some(({ rule }) => titleOf(rule) === each));
  return (
    <Row {...rowPlace(place)}>
      <Cell isHeading>
        <Link href={`/resources/${resource.id}`} className="font-[560] hover:underline">
          {resource.name}
        </Link>
        <div className="num text-sm text-ink-3">{essenceOf(status)}</div>
      </Cell>
      <Cell label="Restorable to">
        <RestorableTo status={status} />
      </Cell>
      <Cell label="Would lose now">
        <LossNow rpo={status.rpo} targetSeconds={resource.objectives.rpoSeconds} skewMs={skewMs} />
      </Cell>
      <Cell label="Would take">
        <TimeToRestore rto={status.rto} targetSeconds={resource.objectives.rtoSeconds} />
      </Cell>
      <Cell label="Proven">
        <Proof status={status} />
      </Cell>
      <Cell label="State">
        <ResourcePill status={status} />
        {others.length > 0 && <div className="mt-1 text-sm text-ink-3">{others.join(" · ")}</div>}
        <ResourceAlerts alerts={alerts} said={word} className="mt-1" />
        {pause && (
          <div className="mt-1">
            <Pill tone="warn">
              Paused until <TimeText at={pause.expiresAt} show="moment" precision="minute" />
            </Pill>
          </div>
        )}
        {!pause && status.nextRun && (
          <div className="mt-1 text-sm text-ink-3">
            next: {actionTitles[status.nextRun.action].toLowerCase()}{" "}
            <TimeText at={status.nextRun.dueAtMicros} />
          </div>
        )}
        {runningOperation && (
          <div className="mt-1.5">
            <Link href={`/operations/${runningOperation.id}`} className="link text-sm">
              {runningOperation.title}
            </Link>
            {runningOperation.progress && <OperationProgressText progress={runningOperation.progress} />}
          </div>
        )}
      </Cell>
    </Row>
  );
});

function essenceOf({ resource }: OverviewResource): string {
  const { facts, tier } = resource;
  return [
    facts?.version ? `PostgreSQL ${facts.version.split(" ")[0]}` : "PostgreSQL",
    facts?.sizeBytes == null ? null : formatBytes(facts.sizeBytes),
    facts && facts.clusterState !== "running" ? facts.clusterState : null,
    tier === "critical" ? "critical" : null,
    resource.system === tier ? null : resource.system,
  ]
    .filter(Boolean)
    .join(" · ");
}

function RestorableTo({ status }: { status: OverviewResource }) {
  if (!status.restorableTo) return <span className="text-ink-2">nothing yet</span>;
  return (
    <>
      <TimeText at={status.restorableTo} show="moment" />
      <div className="text-sm text-ink-3">
        <TimeText at={status.restorableTo} />
        {status.restorableSince && (
          <>
            {" · since "}
            <TimeText at={status.restorableSince} show="day" />
          </>
        )}
      </div>
      {status.gapCount > 0 && (
        <div className="text-sm text-warn">
          {status.gapCount === 1 ? "1 gap" : `${status.gapCount} gaps`} inside
        </div>
      )}
    </>
  );
}

function Proof({ status }: { status: OverviewResource }) {
  const { proven, lastSet } = status;
  if (proven) {
    return (
      <>
        restored and checked
        <div className="text-sm text-ink-3">
          <TimeText at={proven.restoredAt} />
        </div>
      </>
    );
  }
  return (
    <>
      never restored
      <div className="text-sm text-ink-3">
        {lastSet?.rung ? `newest set: ${lastSet.rung}` : "no backup set"}
      </div>
    </>
  );
}
