"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { getJson, queryText } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { nextRunsDto } from "#lib/schedules/schema.ts";
import { actionTitles } from "./action-words.ts";

interface NextRunsProps {
  /** Left out: of every resource, each with its name. */
  resourceId?: string | null;
  limit: number;
}

/** The coming runs, and what will keep them from happening. */
export function NextRuns({ resourceId = null, limit }: NextRunsProps) {
  const runs = useQuery({
    queryKey: ["next-run", resourceId ?? "all", limit],
    queryFn: ({ signal }) => getJson(`/next-runs${queryText({ resourceId, limit })}`, nextRunsDto, signal),
    refetchInterval: 30_000,
  });
  return (
    <Loaded query={runs} what="The coming runs">
      {({ items }) =>
        items.length === 0 ? (
          <p className="py-2 text-ink-2">No run is planned.</p>
        ) : (
          <ol aria-label="Coming runs, soonest first">
            {items.map((run) => (
              <li
                key={`${run.resource.id} ${run.scheduleId} ${run.dueAtMicros}`}
                className="border-b py-2 last:border-b-0"
              >
                <div className="flex flex-wrap items-baseline gap-x-3">
                  <span className="min-w-0">
                    {actionTitles[run.action]}
                    {resourceId === null && (
                      <>
                        {" of "}
                        <Link href={`/resources/${run.resource.id}`} className="font-[560] hover:underline">
                          {run.resource.name}
                        </Link>
                      </>
                    )}
                  </span>
                  <span className="num ml-auto text-right">
                    <TimeText at={run.dueAtMicros} show="moment" />{" "}
                    <TimeText at={run.dueAtMicros} className="text-sm text-ink-3" />
                  </span>
                </div>
                {run.obstacle !== null && (
                  <div className="mt-1">
                    <Pill tone="warn">{run.obstacle}</Pill>
                  </div>
                )}
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}
