"use client";

import Link from "next/link";
import { Fragment } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import type { WorkerDto } from "#lib/workers/schema.ts";
import type { HostOfData } from "./group-by-host.ts";

const clockToleranceMs = 60_000;

export function WorkerPanel({ host, worker, resources }: HostOfData<WorkerDto>) {
  const now = useNow(5_000);
  const aheadMs = worker === null || now === 0 ? 0 : Date.parse(worker.lastSeenAt) - now;
  const isClockWrong = aheadMs > clockToleranceMs;
  const tone = !worker?.isOnline ? "bad" : isClockWrong ? "warn" : null;
  return (
    <Panel
      title={host}
      {...(tone === null ? {} : { tone })}
      aside={
        worker === null ? (
          <Pill tone="bad">Never seen</Pill>
        ) : !worker.isOnline ? (
          <Pill tone="bad">Offline</Pill>
        ) : isClockWrong ? (
          <Pill tone="warn">Clock ahead</Pill>
        ) : (
          <Pill tone="good">Online</Pill>
        )
      }
    >
      {worker === null && (
        <p className="mb-1">
          Nothing is backed up, measured or restored on this host: no worker has ever reported from it. There,
          as the user that owns the data: <code className="id">npm run worker</code>.
        </p>
      )}
      {worker !== null && !worker.isOnline && (
        <p className="mb-1">
          Nothing is backed up, measured or restored on this host. Look at the worker's log there and start it
          again.
        </p>
      )}
      {isClockWrong && worker?.isOnline && (
        <p className="mb-1">
          Its clock is {formatDuration(aheadMs)} ahead of this one: what is due, and what has expired, is
          judged by it. Set the time of the host.
        </p>
      )}
      <Facts>
        <Fact label="Serves">
          {resources.length === 0 && <span className="text-ink-2">no resource yet</span>}
          {resources.map(({ id, name }, index) => (
            <Fragment key={id}>
              {index > 0 && ", "}
              <Link href={`/settings/resources/${id}`} className="link">
                {name}
              </Link>
            </Fragment>
          ))}
        </Fact>
        {worker !== null && <Reported worker={worker} />}
      </Facts>
    </Panel>
  );
}

function Reported({ worker }: { worker: WorkerDto }) {
  return (
    <>
      <Fact label="Last heard">
        <TimeText at={worker.lastSeenAt} />, started <TimeText at={worker.startedAt} show="moment" />, version{" "}
        {worker.version}
      </Fact>
      <Fact label="Engines">
        {worker.engines.length === 0 && <Pill tone="bad">None found</Pill>}
        {worker.engines.map((engine) => (
          <div key={engine.name}>
            {engine.name} <span className="num">{engine.version}</span>
            {engine.missingFeatures.length > 0 && (
              <span className="text-ink-2"> · too old for: {engine.missingFeatures.join(", ")}</span>
            )}
          </div>
        ))}
      </Fact>
      <Fact label="Hooks">
        {worker.hooks.length === 0 && <span className="text-ink-2">none in its hooks folder</span>}
        {worker.hooks.map((hook) => (
          <div key={hook.name} className="flex flex-wrap items-baseline gap-x-2">
            {hook.name} <span className="id text-ink-3">sha256 {hook.sha256.slice(0, 12)}…</span>
          </div>
        ))}
      </Fact>
    </>
  );
}
