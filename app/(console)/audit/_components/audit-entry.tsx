"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Pill } from "#components/ui/pill.tsx";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { AuditSentence } from "./audit-sentence.tsx";
import { useAuditFilter } from "./use-audit-filter.ts";

const actorKinds: Record<AuditEntryDto["actor"]["kind"], string> = {
  user: "",
  token: " with an API token",
  system: ", the program",
};

export function AuditEntry({ entry }: { entry: AuditEntryDto }) {
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b px-3.5 py-2.5 last:border-b-0 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <div className="text-ink-2">
        <TimeText at={entry.atMicros} show="moment" precision="micros" />
        <div className="text-sm text-ink-3 max-sm:hidden print:hidden">
          <TimeText at={entry.atMicros} />
        </div>
      </div>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          {entry.outcome === "denied" && <Pill tone="warn">Denied</Pill>}
          {entry.outcome === "failed" && <Pill tone="bad">Failed</Pill>}
          <p className="min-w-0">
            <AuditSentence sentence={entry.sentence} />
          </p>
        </div>
        <Disclosure
          summary={
            <>
              <span className="id">{entry.action}</span> · {isolate(entry.actor.name)}
              {actorKinds[entry.actor.kind]}
            </>
          }
        >
          <Recorded entry={entry} />
        </Disclosure>
      </div>
    </li>
  );
}

function Recorded({ entry }: { entry: AuditEntryDto }) {
  const { setFilter } = useAuditFilter();
  const { subject } = entry;
  return (
    <div className="mt-1.5 mb-1 rounded-md border px-3 pb-3">
      <Facts>
        <Fact label="Entry">
          <span className="num">{entry.position}</span> <span className="id text-ink-3">{entry.id}</span>
        </Fact>
        <Fact label="At">
          <TimeText at={entry.atMicros} show="full" precision="micros" />
        </Fact>
        {subject && (
          <Fact label="About">
            {subject.type} {isolate(subject.name ?? "")} <span className="id text-ink-3">{subject.id}</span>
            {subject.id && (
              <Button
                className="ml-2"
                size="small"
                onClick={() => setFilter({ subject: subject.id, action: null, outcome: null, actor: null })}
              >
                Its whole story
              </Button>
            )}
          </Fact>
        )}
      </Facts>
      <p className="mt-2 mb-1 text-sm text-ink-3">As recorded, letter by letter</p>
      <pre className="id max-h-72 overflow-auto rounded-md bg-bg p-2.5 whitespace-pre-wrap select-all">
        {entry.canonical}
      </pre>
    </div>
  );
}
