"use client";

import Link from "next/link";
import { CardLine } from "#components/changes/card-line.tsx";
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
import type { RetentionPreview, RetentionRequestPage } from "#lib/retention/schema.ts";
import { ExpirySteps } from "./expiry-steps.tsx";
import { requestAct, requestTitle } from "./request-words.ts";
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
  const { change, previews, weakenings } = request;
  const worstFirst = previews.toSorted((a, b) => b.expiringBytes - a.expiringBytes);
  const others = previews.length - shownAtMost;
  return (
    <>
      <Weakenings weakenings={weakenings} title="Gets weaker" />
      <Panel className="mt-2.5">
        <dl>
          <CardLine label="Asked by">
            {isolate(change.requestedBy.name)}, <TimeText at={change.createdAt} />
          </CardLine>
          <CardLine label="Why" isText>
            {isolate(change.reason)}
          </CardLine>
          <CardLine label="What goes and when" isText>
            <ul className="mt-1 grid gap-4">
              {worstFirst.slice(0, shownAtMost).map((preview) => (
                <li key={`${preview.resource.id} ${preview.repository.id}`} className="grid gap-1.5">
                  <Effect preview={preview} />
                </li>
              ))}
              {others > 0 && (
                <li>
                  <Link href={`/retention/${change.id}`} className="link">
                    And {others} more that lose less at once
                  </Link>
                </li>
              )}
              {previews.length === 0 && <li>No resource was under it when it was asked: nothing goes.</li>}
            </ul>
          </CardLine>
          <CardLine label="Plan">
            <Link
              href={`/retention/${change.id}#plan`}
              className="id link inline-flex min-h-6 items-center pointer-coarse:min-h-11"
            >
              {change.planFingerprint}
            </Link>
          </CardLine>
        </dl>
      </Panel>
      <Decide change={change} act={requestAct(request)} />
    </>
  );
}

function Effect({ preview }: { preview: RetentionPreview }) {
  const { resource, repository, verdicts, expiringNow, expiringBytes } = preview;
  if (verdicts.length === 0) {
    return (
      <p>
        <span className="font-[560]">{resource.name}</span> in {isolate(repository.name)}: no backup set was
        there yet.
      </p>
    );
  }
  return (
    <>
      <p className="num">
        <span className="font-[560]">{resource.name}</span> in {isolate(repository.name)}:{" "}
        {expiringNow.length === 0
          ? "nothing goes at once"
          : `${expiringNow.length} of ${verdicts.length} sets go at once, ${formatBytes(expiringBytes)}`}
      </p>
      <WindowBars window={preview.windowFromMicros} />
      <ExpirySteps preview={preview} />
    </>
  );
}
