"use client";

import Link from "next/link";
import { createParser, useQueryState } from "nuqs";
import { Loaded } from "#components/data/loaded.tsx";
import { useNow } from "#components/data/use-now.ts";
import { useSession } from "#components/data/use-session.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { ZoneSelect } from "#components/data/zone-select.tsx";
import { TimelinePart, usePreloadedTimeline } from "#components/timeline/timeline-part.tsx";
import { useRecovery } from "#components/timeline/use-recovery.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { RecoveryAnswer } from "#lib/recovery/schema.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";

const micros = createParser<bigint>({
  parse: (text) => (/^\d{1,19}$/.test(text) ? BigInt(text) : null),
  serialize: (value) => `${value}`,
  eq: (a, b) => a === b,
});

export function ResourceTimeline({ resource }: { resource: ResourceDto }) {
  const recovery = useRecovery(resource.id);
  usePreloadedTimeline();
  return (
    <Panel title="Recovery timeline">
      <Loaded query={recovery} what="What can be restored" placeholder={<Skeleton className="h-64" />}>
        {(data) => <Timeline resource={resource} recovery={data} />}
      </Loaded>
    </Panel>
  );
}

function Timeline({ resource, recovery }: { resource: ResourceDto; recovery: RecoveryAnswer }) {
  const { can } = useSession();
  const { zone } = useZone();
  const now = useNow(5_000);
  const [chosen, setChosen] = useQueryState("at", micros);
  if (recovery.windows.every((window) => window.ranges.length === 0 && window.gaps.length === 0))
    return (
      <EmptyState title="Nothing can be restored yet">
        The timeline begins with the first full backup that was read back from its repository, and its WAL.
        {can("backup.start") && resource.state === "protected" && " Start one with “Back up now”."}
      </EmptyState>
    );
  if (now === 0) return <Skeleton className="h-64" />;
  return (
    <TimelinePart
      windows={recovery.windows}
      sets={recovery.sets}
      markers={recovery.markers}
      zone={zone}
      nowMicros={BigInt(now) * 1000n}
      chosenMicros={chosen}
      onChoose={(next) => setChosen(next)}
      onDrop={() => setChosen(null)}
      onLsn={{ hrefOf: (lsn) => `/restores/new?resource=${resource.id}&target=lsn:${lsn}` }}
      aside={<ZoneSelect className="max-w-60" />}
      action={
        chosen !== null &&
        can("restore.request") && (
          <Link
            href={`/restores/new?resource=${resource.id}&target=time:${chosen}`}
            className={buttonStyle({ tone: "primary" })}
          >
            Restore to this moment…
          </Link>
        )
      }
    />
  );
}
