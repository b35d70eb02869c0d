"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Loaded } from "#components/data/loaded.tsx";
import { policyQuery } from "#components/retention/retention-queries.ts";
import { useRetention } from "#components/retention/use-retention.ts";
import { NextRuns } from "#components/schedules/next-runs.tsx";
import { PauseResource } from "#components/schedules/pause-resource.tsx";
import { useOpenPauses } from "#components/schedules/use-pauses.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";
import { ChangePolicy } from "./change-policy.tsx";

/** Under which policy, how that reads, what runs next; and what keeps it from running. */
export function SchedulePanel({ resource }: { resource: ResourceDto }) {
  const retention = useRetention(resource.id);
  const isPaused = useOpenPauses(resource.id).length > 0;
  return (
    <Panel
      title="Schedule"
      aside={
        <Link href={`/schedule?resource=${resource.id}`} className="link">
          calendar and missed runs
        </Link>
      }
    >
      <Loaded query={retention} what="The policy">
        {({ policy }) => (
          <div className="grid gap-2.5">
            {policy === null ? <NoPolicy /> : <PolicyWords id={policy.id} />}
            {policy !== null && <NextRuns resourceId={resource.id} limit={4} />}
            <div className="flex flex-wrap gap-2 empty:hidden">
              {policy !== null && !isPaused && <PauseResource resource={resource} />}
              <ChangePolicy resource={resource} policy={policy} />
            </div>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

function NoPolicy() {
  return (
    <div>
      <Pill tone="warn">No policy</Pill>
      <p className="mt-1.5 text-ink-2">
        Nothing runs by itself and nothing expires: every backup has to be started by hand.
      </p>
    </div>
  );
}

function PolicyWords({ id }: { id: string }) {
  const policy = useQuery(policyQuery(id));
  return (
    <Loaded query={policy} what="The policy">
      {(data) => (
        <div className="num">
          <Link href={`/settings/policies/${data.id}`} className="link font-[560]">
            {isolate(data.name)}
          </Link>
          <ul className="mt-1 grid gap-0.5 text-ink-2">
            {data.schedules.map((one) => (
              <li key={one.scheduleId}>{one.sentence}</li>
            ))}
            <li className="text-sm text-ink-3">{data.retentionSentence}</li>
          </ul>
        </div>
      )}
    </Loaded>
  );
}
