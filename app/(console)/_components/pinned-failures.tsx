"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { OperationPill } from "#components/status/operation-pill.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import type { OverviewResource } from "#lib/overview/schema.ts";

const shownAtMost = 5;

/** Failed operations stay here until one that succeeds makes them good (U10); those of an open alert are shown as it. */
export function PinnedFailures({ resources, alerts }: { resources: OverviewResource[]; alerts: AlertDto[] }) {
  const alerted = new Set(alerts.map(({ href }) => href));
  const failures = resources
    .flatMap((one) => one.failures.map((failure) => ({ ...failure, resource: one.resource })))
    .filter((failure) => !alerted.has(`/operations/${failure.id}`))
    .sort((a, b) => (b.finishedAt ?? b.createdAt).localeCompare(a.finishedAt ?? a.createdAt));
  if (failures.length === 0) return null;
  return (
    <Panel
      tone="bad"
      isPadded={false}
      title={failures.length === 1 ? "1 failure" : `${failures.length} failures`}
      aside="stay here until made good"
    >
      <ul>
        {failures.slice(0, shownAtMost).map((failure) => (
          <li
            key={failure.id}
            className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b px-3.5 py-2.5 last:border-b-0"
          >
            <OperationPill status={failure.status} />
            <div className="min-w-48 flex-1">
              <p>
                <Link href={`/resources/${failure.resource.id}`} className="font-[560] hover:underline">
                  {failure.resource.name}
                </Link>{" "}
                — {failure.title}{" "}
                <TimeText className="text-sm text-ink-3" at={failure.finishedAt ?? failure.createdAt} />
              </p>
              {failure.error && <p className="text-ink-2">{failure.error.message}</p>}
              {failure.error?.hint && <p className="text-sm text-ink-3">{failure.error.hint}</p>}
            </div>
            <Link href={`/operations/${failure.id}`} className={buttonStyle({ size: "small" })}>
              <span>
                Open<span className="sr-only"> the operation: {failure.title}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {failures.length > shownAtMost && (
        <p className="border-t px-3.5 py-2">
          <Link href="/operations?status=failed" className="link">
            {failures.length - shownAtMost} more
          </Link>
        </p>
      )}
    </Panel>
  );
}
