"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { RungLadder } from "#components/status/rung-ladder.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row } from "#components/ui/table.tsx";
import type { BackupSetDto } from "#lib/backups/schema.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";

export function BackupSetRow({ set }: { set: BackupSetDto }) {
  return (
    <Row className={set.state === "present" ? "" : "text-ink-2"}>
      <Cell isHeading>
        <span className="font-[560]">{set.type}</span>
        <div className="id text-ink-3">{set.label}</div>
      </Cell>
      <Cell label="Resource">
        <Link href={`/resources/${set.resourceId}`} className="hover:underline">
          {set.resourceName}
        </Link>
      </Cell>
      <Cell label="Repository">
        <Link href={`/settings/repositories/${set.repository.id}`} className="hover:underline">
          {set.repository.name}
        </Link>
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
        {set.holds.map((hold) => (
          <div key={hold} className="text-sm text-ink-3">
            held: {hold}
          </div>
        ))}
      </Cell>
    </Row>
  );
}

function SetState({ set }: { set: BackupSetDto }) {
  if (set.state === "missing") return <Pill tone="bad">Missing from the repository</Pill>;
  if (set.state === "expired") return <Pill tone="idle">Expired</Pill>;
  return <RungLadder set={set} />;
}
