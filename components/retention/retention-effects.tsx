"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RetentionPreview } from "#lib/retention/schema.ts";
import { ExpirySteps } from "./expiry-steps.tsx";
import { VerdictList } from "./verdict-list.tsx";
import { WindowBars } from "./window-bars.tsx";

const shownAtFirst = 4;

/** What rules do to every resource in every repository, those that lose most first. */
export function RetentionEffects({ previews, empty }: { previews: RetentionPreview[]; empty: ReactNode }) {
  const [isWhole, setWhole] = useState(false);
  if (previews.length === 0) return <div className="text-ink-2">{empty}</div>;
  const worstFirst = previews.toSorted((a, b) => b.expiringBytes - a.expiringBytes);
  const shown = isWhole ? worstFirst : worstFirst.slice(0, shownAtFirst);
  return (
    <div className="grid gap-4">
      {previews.length > 1 && <Total previews={previews} />}
      <ul className="grid gap-5">
        {shown.map((preview) => (
          <li key={`${preview.resource.id} ${preview.repository.id}`}>
            <Effect preview={preview} />
          </li>
        ))}
      </ul>
      {shown.length < previews.length && (
        <div>
          <Button size="small" onClick={() => setWhole(true)}>
            Show the other {previews.length - shown.length}
          </Button>
        </div>
      )}
    </div>
  );
}

function Total({ previews }: { previews: RetentionPreview[] }) {
  const sets = previews.reduce((sum, preview) => sum + preview.expiringNow.length, 0);
  const bytes = previews.reduce((sum, preview) => sum + preview.expiringBytes, 0);
  const places = new Set(previews.map(({ resource }) => resource.id)).size;
  return (
    <p className="num font-[560]">
      {sets === 0 ? "Nothing goes at once" : `${setsWords(sets)} go at once, ${formatBytes(bytes)}`}:{" "}
      {places === 1 ? "1 resource" : `${places} resources`}.
    </p>
  );
}

function Effect({ preview }: { preview: RetentionPreview }) {
  const { expiringNow, verdicts, resource, repository } = preview;
  const isGoing = new Set(expiringNow);
  const going = verdicts.filter((verdict) => isGoing.has(verdict.label));
  const staying = verdicts.filter((verdict) => !isGoing.has(verdict.label));
  return (
    <section aria-label={`${resource.name} in ${isolate(repository.name)}`} className="grid gap-2.5">
      <h3 className="text-[0.8125rem] font-semibold">
        {resource.name} <span className="font-normal text-ink-3">in {isolate(repository.name)}</span>
      </h3>
      {verdicts.length === 0 ? (
        <p className="text-ink-2">There is no backup set here yet.</p>
      ) : (
        <>
          <WindowBars window={preview.windowFromMicros} />
          <p className="num flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
            <Pill tone={going.length > 0 ? "warn" : "idle"}>
              {going.length === 0
                ? "Nothing goes at once"
                : `${setsWords(going.length)} at once: ${formatBytes(preview.expiringBytes)}`}
            </Pill>
            <span className="text-ink-2">
              {staying.length} of {setsWords(verdicts.length)} {staying.length === 1 ? "stays" : "stay"}
              {staying.length > 0 && ` (${formatBytes(sumOf(staying))})`}.
            </span>
          </p>
          {preview.walBefore !== null && (
            <p className="text-sm text-ink-2">
              Archived WAL before <span className="id">{preview.walBefore}</span> goes with them: no kept set
              needs it.
            </p>
          )}
          {going.length > 0 && (
            <Disclosure summary={`What goes at once (${going.length})`}>
              <VerdictList verdicts={going} />
            </Disclosure>
          )}
          <ExpirySteps preview={preview} />
          {staying.length > 0 && (
            <Disclosure summary={`What stays, and why (${staying.length})`}>
              <VerdictList verdicts={staying} />
            </Disclosure>
          )}
        </>
      )}
    </section>
  );
}

function setsWords(count: number): string {
  return count === 1 ? "1 set" : `${count} sets`;
}

function sumOf(verdicts: RetentionPreview["verdicts"]): number {
  return verdicts.reduce((sum, verdict) => sum + verdict.repositoryBytes, 0);
}
