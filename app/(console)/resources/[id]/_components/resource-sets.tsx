"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { getJson } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { RungLadder } from "#components/status/rung-ladder.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { type BackupSetDto, backupSetPage } from "#lib/backups/schema.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";

const shown = 8;

/** The newest sets and how far each is proven. */
export function ResourceSets({ resource }: { resource: ResourceDto }) {
  const sets = useQuery({
    queryKey: ["backup-set", "resource", resource.id],
    queryFn: ({ signal }) =>
      getJson(`/backups?resourceId=${resource.id}&limit=${shown}`, backupSetPage, signal),
  });
  const hasRepositories = resource.repositories.length > 1;
  return (
    <Panel
      title="Backup sets"
      isPadded={false}
      aside={
        <Link href={`/backups?resource=${resource.id}`} className="link">
          all
        </Link>
      }
    >
      <Loaded query={sets} what="The backup sets">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState title="There is no backup set yet">
              It appears as soon as it was read back.
            </EmptyState>
          ) : (
            <Table
              caption={`Newest backup sets of ${resource.name}`}
              columns={[{ label: "Backup set" }, { label: "Size" }, { label: "Took" }, { label: "Reached" }]}
            >
              {page.items.map((set) => (
                <SetRow key={set.id} set={set} hasRepository={hasRepositories} />
              ))}
            </Table>
          )
        }
      </Loaded>
    </Panel>
  );
}

function SetRow({ set, hasRepository }: { set: BackupSetDto; hasRepository: boolean }) {
  return (
    <Row>
      <Cell isHeading>
        <span className="font-[560]">{set.type}</span> <TimeText at={set.stoppedAtMicros} show="moment" />
        {hasRepository && <span className="text-sm text-ink-3"> in {set.repository.name}</span>}
        <div className="id text-ink-3">{set.label}</div>
      </Cell>
      <Cell label="Size" className="num whitespace-nowrap">
        {formatBytes(set.repositoryBytes)}
      </Cell>
      <Cell label="Took" className="num whitespace-nowrap">
        {formatDuration(set.durationMs)}
      </Cell>
      <Cell label="Reached">
        {set.state === "present" ? (
          <RungLadder set={set} />
        ) : (
          <Pill tone={set.state === "missing" ? "bad" : "idle"}>
            {set.state === "missing" ? "Missing" : "Expired"}
          </Pill>
        )}
      </Cell>
    </Row>
  );
}
