"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { getJson } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { findVerdict } from "#components/retention/find-verdict.ts";
import { KeptUntil } from "#components/retention/kept-until.tsx";
import { useRetention } from "#components/retention/use-retention.ts";
import { RungLadder } from "#components/status/rung-ladder.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import type { BackupSetDto } from "#lib/backups/schema.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";

const shown = 8;

/** The newest sets, how far each is proven and how long it stays. */
export function ResourceSets({ resource }: { resource: ResourceDto }) {
  const sets = useQuery({
    queryKey: ["backup-set", "resource", resource.id],
    queryFn: ({ signal }) =>
      getJson(
        `/backups?resourceId=${resource.id}&limit=${shown}`,
        ({ backupSetPage }) => backupSetPage,
        signal,
      ),
  });
  const retention = useRetention(resource.id);
  const hasRepositories = resource.repositories.length > 1;
  return (
    <Panel
      title="Backup sets"
      isPadded={false}
      aside={
        <Link href={`/backups?resource=${resource.id}`} className="link">
          all, and holds
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
            <div className="@container">
              <table className="w-full">
                <caption className="sr-only">Newest backup sets of {resource.name}</caption>
                <thead>
                  <tr className="text-left text-xs text-ink-3 [&>th]:border-b [&>th]:px-2 [&>th]:py-1.5 [&>th]:font-medium">
                    <th scope="col" className="pl-3.5!">
                      Finished
                    </th>
                    <th scope="col" className="text-right">
                      Size
                    </th>
                    <th scope="col" className="hidden text-right @md:table-cell">
                      Took
                    </th>
                    <th scope="col">Reached</th>
                    <th scope="col" className="hidden @lg:table-cell">
                      Stays
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {page.items.map((set) => (
                    <SetRow key={set.id} set={set} hasRepository={hasRepositories}>
                      {set.state === "present" && retention.data && (
                        <KeptUntil verdict={findVerdict(retention.data.previews, set)} />
                      )}
                    </SetRow>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Panel>
  );
}

interface SetRowProps {
  set: BackupSetDto;
  hasRepository: boolean;
  children: ReactNode;
}

function SetRow({ set, hasRepository, children }: SetRowProps) {
  return (
    <tr className="num border-b align-top last:border-b-0 [&>*]:px-2 [&>*]:py-1.5">
      <th scope="row" className="pl-3.5! text-left font-normal" data-tooltip={set.label}>
        <span className="font-[560]">{set.type}</span> <TimeText at={set.stoppedAtMicros} show="moment" />
        {hasRepository && <div className="text-sm text-ink-3">in {isolate(set.repository.name)}</div>}
      </th>
      <td className="text-right whitespace-nowrap">{formatBytes(set.repositoryBytes)}</td>
      <td className="hidden text-right whitespace-nowrap @md:table-cell">{formatDuration(set.durationMs)}</td>
      <td>
        {set.state === "present" ? (
          <RungLadder set={set} />
        ) : (
          <Pill tone={set.state === "missing" ? "bad" : "idle"}>
            {set.state === "missing" ? "Missing" : "Expired"}
          </Pill>
        )}
      </td>
      <td className="hidden whitespace-nowrap @lg:table-cell">{children}</td>
    </tr>
  );
}
