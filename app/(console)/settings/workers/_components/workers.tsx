"use client";

import { Loaded } from "#components/data/loaded.tsx";
import { useResources } from "#components/data/use-resources.ts";
import { useWorkers } from "#components/data/use-workers.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { groupByHost } from "./group-by-host.ts";
import { WorkerPanel } from "./worker-panel.tsx";

export function Workers() {
  const workers = useWorkers();
  const resources = useResources();
  return (
    <>
      <PageHead
        title="Workers"
        sub="One on every host that has data. It alone holds keys and runs engines; this page and its server cannot."
      />
      <Loaded query={workers} what="The workers">
        {({ items }) => {
          const hosts = groupByHost(items, resources.data?.items ?? []);
          return hosts.length === 0 ? (
            <Panel>
              <EmptyState title="No worker has been seen">
                On the host that has the data, as the user that owns it:{" "}
                <code className="id">npm run worker</code>. It appears here within seconds.
              </EmptyState>
            </Panel>
          ) : (
            <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3.5">
              {hosts.map((host) => (
                <WorkerPanel key={host.host} {...host} />
              ))}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
