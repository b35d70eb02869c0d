"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { ToneShape } from "#components/ui/pill.tsx";
import { actionTitles } from "./action-words.ts";
import { groupRuns, type NextRun } from "./run-groups.ts";
import { nextRunsQuery } from "./schedule-queries.ts";

interface NextRunsProps {
  /** Null: of every resource, each with its name. */
  resourceId: string | null;
  /** Lines shown; runs of one kind at one instant share a line. */
  limit: number;
}

/** The coming runs, and what will keep them from happening. */
export function NextRuns({ resourceId, limit }: NextRunsProps) {
  const runs = useQuery({ ...nextRunsQuery(resourceId, limit), refetchInterval: 30_000 });
  return (
    <Loaded query={runs} what="The coming runs">
      {({ items }) =>
        items.length === 0 ? (
          <p className="py-2 text-ink-2">No run is planned.</p>
        ) : (
          <ol aria-label="Coming runs, soonest first">
            {groupRuns(items)
              .slice(0, limit)
              .map((group) => (
                <Group
                  key={`${group[0]?.dueAtMicros} ${group[0]?.action}`}
                  group={group}
                  hasResource={resourceId === null}
                />
              ))}
          </ol>
        )
      }
    </Loaded>
  );
}

const namesShown = 4;

function Group({ group, hasResource }: { group: NextRun[]; hasResource: boolean }) {
  const [first] = group;
  if (first === undefined) return null;
  const others = group.length - namesShown;
  return (
    <li className="border-b py-2 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span>{actionTitles[first.action]}</span>
        <span className="num ml-auto text-right">
          <TimeText at={first.dueAtMicros} show="moment" precision="minute" />{" "}
          <TimeText at={first.dueAtMicros} className="text-sm text-ink-3" />
        </span>
      </div>
      {hasResource && (
        <p className="text-sm text-ink-2">
          {group.slice(0, namesShown).map(({ resource }, index) => (
            <span key={resource.id}>
              {index > 0 && ", "}
              <Link href={`/resources/${resource.id}`} className="hover:underline">
                {resource.name}
              </Link>
            </span>
          ))}
          {others > 0 && ` and ${others} more`}
        </p>
      )}
      {group
        .filter((run) => run.obstacle !== null)
        .slice(0, namesShown)
        .map((run) => (
          <p key={run.resource.id} className="flex items-baseline gap-1.5 text-sm text-warn">
            <ToneShape tone="warn" />
            <span>
              {hasResource && `${run.resource.name}: `}
              {run.obstacle}
            </span>
          </p>
        ))}
    </li>
  );
}
