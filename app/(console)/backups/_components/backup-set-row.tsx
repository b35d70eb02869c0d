"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { findVerdict, holdsOn } from "#components/retention/find-verdict.ts";
import { HoldLine } from "#components/retention/hold-line.tsx";
import { HoldSet } from "#components/retention/hold-set.tsx";
import { KeptWords } from "#components/retention/kept-words.tsx";
import { RungLadder } from "#components/status/rung-ladder.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row } from "#components/ui/table.tsx";
import type { BackupSetDto } from "#lib/backups/schema.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { HoldDto, RetentionPreview } from "#lib/retention/schema.ts";

interface BackupSetRowProps {
  set: BackupSetDto;
  /** Null: too many resources on the page to work it out. */
  kept: RetentionPreview[] | null;
  holds: HoldDto[];
}

interface ComparedRowProps extends BackupSetRowProps {
  isCompared: boolean;
  onCompare: (isCompared: boolean) => void;
}

export function BackupSetRow({ set, kept, holds, isCompared, onCompare }: ComparedRowProps) {
  return (
    <Row className={set.state === "present" ? "" : "text-ink-2"}>
      <Cell isHeading>
        <div className="flex gap-2.5">
          <input
            type="checkbox"
            aria-label={`Compare ${set.type} ${set.label}`}
            data-tooltip="Compare with another set"
            checked={isCompared}
            onChange={({ target }) => onCompare(target.checked)}
            className="mt-px size-[1.125rem] flex-none accent-accent max-sm:size-6"
          />
          <div className="min-w-0">
            <span className="font-[560]">{set.type}</span>
            <div className="id text-ink-3">{set.label}</div>
            {set.priorLabel !== null && (
              <div className="text-sm text-ink-3">
                on <span className="id">{set.priorLabel}</span>
              </div>
            )}
          </div>
        </div>
      </Cell>
      <Cell label="Resource">
        <Link href={`/resources/${set.resourceId}`} className="inline-block py-0.5 hover:underline">
          {set.resourceName}
        </Link>
        <div className="text-sm text-ink-3">
          in{" "}
          <Link href={`/settings/repositories/${set.repository.id}`} className="hover:underline">
            {isolate(set.repository.name)}
          </Link>
        </div>
      </Cell>
      <Cell label="Finished" className="beside:whitespace-nowrap">
        <TimeText at={set.stoppedAtMicros} show="moment" />
        <div className="text-sm text-ink-3">
          <TimeText at={set.stoppedAtMicros} />
        </div>
      </Cell>
      <Cell label="Stored" align="right" className="num beside:whitespace-nowrap">
        {formatBytes(set.repositoryBytes)}
        <div className="text-sm text-ink-3">of {formatBytes(set.sizeBytes)}</div>
      </Cell>
      <Cell label="Took" align="right" className="num beside:whitespace-nowrap">
        {set.operationId ? (
          <Link href={`/operations/${set.operationId}`} className="hover:underline">
            {formatDuration(set.durationMs)}
          </Link>
        ) : (
          formatDuration(set.durationMs)
        )}
      </Cell>
      <Cell label="Reached">
        <SetState set={set} />
      </Cell>
      <Cell label="Stays">
        <Stays set={set} kept={kept} holds={holds} />
      </Cell>
    </Row>
  );
}

function SetState({ set }: { set: BackupSetDto }) {
  if (set.state === "missing") return <Pill tone="bad">Missing from the repository</Pill>;
  if (set.state === "expired") return <Pill tone="idle">Expired</Pill>;
  return <RungLadder set={set} />;
}

function Stays({ set, kept, holds }: BackupSetRowProps) {
  if (set.expired !== null) {
    return (
      <>
        removed <TimeText at={set.expired.at} show="moment" />
        <div className="text-sm text-ink-3">{isolate(set.expired.reason)}</div>
        {set.expired.operationId !== null && (
          <Link href={`/operations/${set.expired.operationId}`} className="link text-sm">
            the run that removed it
          </Link>
        )}
      </>
    );
  }
  if (set.state !== "present") return null;
  return (
    <>
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          {kept === null ? (
            <span className="text-sm text-ink-3">choose a resource to see</span>
          ) : (
            <KeptWords verdict={findVerdict(kept, set)} />
          )}
        </div>
        <HoldSet set={set} />
      </div>
      {holdsOn(holds, set).map((hold) => (
        <HoldLine key={hold.id} hold={hold} />
      ))}
    </>
  );
}
