"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useDeadMan } from "#components/alerts/use-channels.ts";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DeadManDto } from "#lib/channels/schema.ts";
import { DeadManForm } from "./dead-man-form.tsx";

/** An alarm by silence: somebody outside notices when the calls stop. */
export function DeadMan() {
  const deadMan = useDeadMan();
  return (
    <Panel
      id="dead-man"
      title="Dead-man address"
      aside={deadMan.data && <DeadManPill state={deadMan.data} />}
    >
      <p className="mb-2.5 max-w-prose text-ink-2">
        An address outside, such as one of healthchecks.io, is called every minute while schedules, alerts,
        database and messages all work; when the calls stop, that service tells you. Nobody here can send
        anything when the only worker is gone, so set one.
      </p>
      <Loaded query={deadMan} what="The dead-man address" placeholder={<Skeleton className="h-16" />}>
        {(state) => <Content state={state} />}
      </Loaded>
    </Panel>
  );
}

function DeadManPill({ state }: { state: DeadManDto }) {
  const { isEnabled, lastSuccessAt, lastFailureAt } = state;
  if (!isEnabled) return <Pill tone="warn">Not set</Pill>;
  if (lastFailureAt && (!lastSuccessAt || lastFailureAt > lastSuccessAt))
    return <Pill tone="bad">Failing</Pill>;
  return lastSuccessAt ? <Pill tone="good">Called</Pill> : <Pill tone="unknown">Not called yet</Pill>;
}

function Content({ state }: { state: DeadManDto }) {
  const { can } = useSession();
  const client = useQueryClient();
  const [isChanging, setChanging] = useState(false);
  const clear = useMutation({
    mutationFn: () => postJson("/dead-man", { url: null }, ({ deadManDto }) => deadManDto),
    onSuccess: () => client.invalidateQueries({ queryKey: ["channel"] }),
  });
  const mayChange = can("deadMan.update");
  return (
    <div className="grid gap-3">
      {state.isEnabled && (
        <Facts>
          <Fact label="Host">
            <span className="id">{state.host}</span>
          </Fact>
          <Fact label="Last call">
            {state.lastSuccessAt ? <TimeText at={state.lastSuccessAt} /> : "none was accepted yet"}
          </Fact>
          {state.lastFailureAt && (
            <Fact label="Last failure">
              <TimeText at={state.lastFailureAt} />
              {state.lastFailure && <div className="wrap-anywhere text-ink-2">{state.lastFailure}</div>}
            </Fact>
          )}
        </Facts>
      )}
      {clear.error && <Problem title="The address was not cleared" problem={asProblem(clear.error)} />}
      {mayChange && (isChanging || !state.isEnabled) && (
        <DeadManForm isFirst={!state.isEnabled} onDone={() => setChanging(false)} />
      )}
      {mayChange && state.isEnabled && !isChanging && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setChanging(true)}>Change the address…</Button>
          <Button tone="danger" isBusy={clear.isPending} onClick={() => clear.mutate()}>
            Clear the address
          </Button>
        </div>
      )}
      {!mayChange && !state.isEnabled && <p className="text-ink-3">An administrator can set one.</p>}
    </div>
  );
}
