"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getJson, postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { AlertDrillDto } from "#lib/channels/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { DrillResults } from "./drill-results.tsx";

const askEveryMs = 2000;
const shown = 6;

/** The alarm, rehearsed end to end: a made-up alert through every channel, and the all-clear after it. */
export function AlertDrills({ hasChannel }: { hasChannel: boolean }) {
  const { can } = useSession();
  const client = useQueryClient();
  const drills = useQuery({
    queryKey: ["channel", "drills"],
    queryFn: ({ signal }) => getJson("/alert-drills", ({ alertDrillList }) => alertDrillList, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? askEveryMs : false),
  });
  const start = useMutation({
    mutationFn: () => postJson("/alert-drills", {}, ({ alertDrillDto }) => alertDrillDto),
    onSuccess: () => client.invalidateQueries({ queryKey: ["channel"] }),
  });
  const running = drills.data?.items.some(isRunning) ?? false;
  const next = drills.data?.nextAutomaticAt;
  return (
    <Panel
      id="drill"
      title="Alert drill"
      isPadded={false}
      aside={
        next ? (
          <>
            next automatic drill on <TimeText at={next} show="moment" />
          </>
        ) : (
          "runs by itself every 30 days once there is a channel"
        )
      }
    >
      <div className="grid gap-2.5 px-3.5 pt-1 pb-3">
        <p className="max-w-prose text-ink-2">
          A made-up alert goes through every channel that is switched on, then the all-clear. It has passed
          only when every one of them accepted both.
        </p>
        {start.error && <Problem title="The drill was not started" problem={asProblem(start.error)} />}
        {can("alert.drill") && hasChannel && (
          <div>
            <Button isBusy={start.isPending || running} onClick={() => start.mutate()}>
              {running ? "A drill is running" : "Run a drill now"}
            </Button>
          </div>
        )}
      </div>
      <Loaded
        query={drills}
        what="The drills"
        placeholder={<SkeletonRows count={2} label="Loading the drills" />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <div className="border-t">
              <EmptyState title="The alarm was never rehearsed">
                Until it is, nobody knows whether an alert would arrive.
              </EmptyState>
            </div>
          ) : (
            <ul className="border-t">
              {items.slice(0, shown).map((drill) => (
                <Drill key={drill.id} drill={drill} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Drill({ drill }: { drill: AlertDrillDto }) {
  return (
    <li className="grid gap-x-4 gap-y-1.5 border-b px-3.5 py-2.5 last:border-b-0 sm:grid-cols-[6.5rem_minmax(0,1fr)]">
      <div>
        <DrillPill drill={drill} />
      </div>
      <div className="grid min-w-0 gap-1">
        <p>
          <TimeText at={drill.startedAt} show="full" />
          <span className="text-ink-3"> · {isolate(drill.requestedBy)}</span>
        </p>
        <DrillResults drill={drill} />
      </div>
    </li>
  );
}

function DrillPill({ drill }: { drill: AlertDrillDto }) {
  if (isRunning(drill)) return <Pill tone="busy">Running</Pill>;
  return drill.outcome === "passed" ? <Pill tone="good">Passed</Pill> : <Pill tone="bad">Failed</Pill>;
}

function isRunning(drill: AlertDrillDto): boolean {
  return drill.finishedAt === null;
}
