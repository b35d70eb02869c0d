"use client";

import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useWorkers } from "#components/data/use-workers.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import type { WorkerDto } from "#lib/workers/schema.ts";

export function Workers() {
  const workers = useWorkers();
  return (
    <>
      <PageHead
        title="Workers"
        sub="One on every host that has data. It alone holds keys and runs engines; this page and its server cannot."
      />
      <Loaded query={workers} what="The workers">
        {({ items }) =>
          items.length === 0 ? (
            <Panel>
              <EmptyState title="No worker has been seen">
                On the host that has the data, as the user that owns it:{" "}
                <code className="id">npm run worker</code>. It appears here within seconds.
              </EmptyState>
            </Panel>
          ) : (
            <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3.5">
              {items.map((worker) => (
                <Worker key={worker.host} worker={worker} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function Worker({ worker }: { worker: WorkerDto }) {
  return (
    <Panel
      title={worker.host}
      {...(worker.isOnline ? {} : { tone: "bad" as const })}
      aside={worker.isOnline ? <Pill tone="good">Online</Pill> : <Pill tone="bad">Offline</Pill>}
    >
      {!worker.isOnline && (
        <p className="mb-1">
          Nothing is backed up, measured or restored on this host. Look at the worker's log there and start it
          again.
        </p>
      )}
      <Facts>
        <Fact label="Last heard">
          <TimeText at={worker.lastSeenAt} />, started <TimeText at={worker.startedAt} show="moment" />,
          version {worker.version}
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
      </Facts>
    </Panel>
  );
}
