"use client";

import Link from "next/link";
import { useOpenAlerts } from "#components/alerts/use-open-alerts.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { Unanswered } from "#components/data/unanswered.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { OpenRuns } from "#components/schedules/open-runs.tsx";
import { PausedBanner } from "#components/schedules/paused-banner.tsx";
import { useOpenPauses, usePauses } from "#components/schedules/use-pauses.ts";
import { OperationPill } from "#components/status/operation-pill.tsx";
import { OperationProgressText } from "#components/status/operation-progress-text.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Pill } from "#components/ui/pill.tsx";
import { kindWords } from "#lib/operations/words.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";

/** What must not be overlooked: not set up, running now, failed and not yet made good (U10), unless an alert says it. */
export function Notices({ status }: { status: ResourceStatus }) {
  const { can } = useSession();
  const { resource, runningOperation } = status;
  const pauses = useOpenPauses(resource.id);
  const alerts = useOpenAlerts(resource.id);
  const alerted = new Set(alerts.data?.items.map(({ href }) => href));
  const failures = status.failures.filter(({ id }) => !alerted.has(`/operations/${id}`));
  return (
    <>
      <Unanswered
        asked={[
          { what: "the alerts", query: alerts },
          { what: "the pauses", query: usePauses(resource.id) },
        ]}
      />
      {pauses.map((pause) => (
        <PausedBanner key={pause.id} pause={pause} />
      ))}
      {resource.state === "new" && (
        <Banner
          tone="warn"
          lead={<Pill tone="warn">Not protected yet</Pill>}
          action={
            can("resource.setUp") && (
              <Link href={`/settings/resources/${resource.id}`} className={buttonStyle({ size: "small" })}>
                Set it up
              </Link>
            )
          }
        >
          Archiving is not set up for this resource: nothing can be restored.
          {!can("resource.setUp") && " An administrator sets it up."}
        </Banner>
      )}
      {runningOperation !== null && (
        <Banner
          tone="accent"
          lead={<OperationPill status={runningOperation.status} />}
          action={
            <Link href={`/operations/${runningOperation.id}`} className={buttonStyle({ size: "small" })}>
              Follow<span className="sr-only"> the {kindWords[runningOperation.kind].toLowerCase()}</span>
            </Link>
          }
        >
          {runningOperation.title}
          {runningOperation.progress !== null && (
            <OperationProgressText progress={runningOperation.progress} />
          )}
        </Banner>
      )}
      {failures.map((failure) => (
        <Banner
          key={failure.id}
          tone="bad"
          lead={<OperationPill status={failure.status} />}
          action={
            <Link href={`/operations/${failure.id}`} className={buttonStyle({ size: "small" })}>
              Open<span className="sr-only"> the failed {kindWords[failure.kind].toLowerCase()}</span>
            </Link>
          }
        >
          <p>
            {failure.title}{" "}
            <TimeText className="text-sm text-ink-3" at={failure.finishedAt ?? failure.createdAt} />
          </p>
          {failure.error && <p className="text-ink-2">{failure.error.message}</p>}
          {failure.error?.hint && <p className="text-sm text-ink-3">{failure.error.hint}</p>}
        </Banner>
      ))}
      <OpenRuns
        resourceId={resource.id}
        limit={3}
        shownElsewhere={new Set(status.failures.map(({ id }) => id))}
      />
    </>
  );
}
