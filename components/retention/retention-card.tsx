"use client";

import Link from "next/link";
import { Decide } from "#components/changes/decide.tsx";
import { ExpiryCountdown } from "#components/changes/expiry-countdown.tsx";
import { asProblem } from "#components/data/api-problem.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ChangeDto } from "#lib/changes/schema.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RetentionRequestPage } from "#lib/retention/schema.ts";
import { requestTitle } from "./request-words.ts";
import { RulesCompared } from "./rules-compared.tsx";
import { useRetentionRequest } from "./use-retention-request.ts";
import { Weakenings } from "./weakenings.tsx";
import { WindowBars } from "./window-bars.tsx";

/** A request to keep less, for a phone: what gets weaker, what would be deleted at once, who, why. */
export function RetentionCard({ change }: { change: ChangeDto }) {
  const request = useRetentionRequest(change.id);
  return (
    <article aria-labelledby={`change-${change.id}`} className="w-full max-w-105 min-w-0">
      <p className="text-xs text-ink-3">
        Request to keep less <span className="num">R-{change.number}</span> ·{" "}
        <ExpiryCountdown at={change.expiresAt} />
      </p>
      <h2 id={`change-${change.id}`} className="mt-1 mb-3 text-lg font-[620] tracking-[-0.015em]">
        <Link href={`/retention/${change.id}`} className="hover:underline">
          {request.data ? requestTitle(request.data) : "Keep less"}
        </Link>
      </h2>
      {request.data ? (
        <Content request={request.data} />
      ) : request.error ? (
        <Problem title="The request could not be loaded" problem={asProblem(request.error)} />
      ) : (
        <Skeleton className="h-60" />
      )}
    </article>
  );
}

const shownAtMost = 3;

function Content({ request }: { request: RetentionRequestPage }) {
  const { change, plan, previews, weakenings } = request;
  const worstFirst = previews.toSorted((a, b) => b.expiringBytes - a.expiringBytes);
  const others = previews.length - shownAtMost;
  return (
    <>
      <Weakenings weakenings={weakenings} title="Gets weaker" />
      <Panel className="mt-2.5">
        <ul className="grid gap-3.5">
          {worstFirst.slice(0, shownAtMost).map((preview) => (
            <li key={`${preview.resource.id} ${preview.repository.id}`}>
              <p className="num mb-1">
                <span className="font-[560]">{preview.resource.name}</span> in{" "}
                {isolate(preview.repository.name)}:{" "}
                {preview.expiringNow.length === 0
                  ? "nothing goes at once"
                  : `${preview.expiringNow.length} of ${preview.verdicts.length} sets go at once, ${formatBytes(preview.expiringBytes)}`}
              </p>
              <WindowBars window={preview.windowFromMicros} />
            </li>
          ))}
          {others > 0 && (
            <li>
              <Link href={`/retention/${change.id}`} className="link">
                And {others} more that lose less
              </Link>
            </li>
          )}
          {previews.length === 0 && <li>No resource was under it when it was asked: nothing goes.</li>}
        </ul>
      </Panel>
      <Panel className="mt-2.5">
        <RulesCompared before={plan.before} after={plan.after} />
        <p className="mt-2 text-ink-2">
          {change.requestedBy.email}, <TimeText at={change.createdAt} />: “{isolate(change.reason)}”
        </p>
        <p className="mt-1 text-sm text-ink-3">
          Plan{" "}
          <Link
            href={`/retention/${change.id}#plan`}
            className="id link inline-flex min-h-6 items-center pointer-coarse:min-h-11"
          >
            {change.planFingerprint}
          </Link>
        </p>
      </Panel>
      <Decide change={change} />
    </>
  );
}
