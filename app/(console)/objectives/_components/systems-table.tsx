"use client";

import Link from "next/link";
import { useSession } from "#components/data/use-session.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatDuration, formatDurationRange } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { ObjectivesDto, SystemObjectives } from "#lib/objectives/schema.ts";
import { ChangeOrder } from "./change-order.tsx";
import { meterTone, systemStanding, timeStanding } from "./standing-words.ts";

const columns = [
  { label: "System", className: "beside:w-[18%]" },
  { label: "In recovery order", className: "beside:w-[36%]" },
  { label: "One after the other / objective", className: "beside:w-[23%]" },
  { label: "Today", className: "beside:w-[15%]" },
  { label: "Change", isLabelHidden: true },
];

/** What is recovered together: its resources one after the other, and everything. */
export function SystemsTable({ systems, complete }: Pick<ObjectivesDto, "systems" | "complete">) {
  const { can } = useSession();
  return (
    <Panel
      title="Systems"
      aside="recovered one resource after the other, approval waits included"
      isPadded={false}
    >
      <Table isWide caption="Systems against their objectives" columns={columns}>
        {systems.map((system) => (
          <SystemRow
            key={system.id}
            system={system}
            sub={system.tier === system.name ? null : system.tier}
            action={can("system.update") && <ChangeOrder system={system} />}
          />
        ))}
        <SystemRow system={complete} sub="critical systems first" action={null} />
      </Table>
    </Panel>
  );
}

interface SystemRowProps {
  system: Omit<SystemObjectives, "id" | "tier">;
  sub: string | null;
  action: React.ReactNode;
}

function SystemRow({ system, sub, action }: SystemRowProps) {
  const { tone, words } = systemStanding(system);
  return (
    <Row>
      <Cell isHeading>
        <span className="font-[560]">{isolate(system.name)}</span>
        {sub && <div className="text-sm text-ink-3">{sub}</div>}
      </Cell>
      <Cell label="In order">
        <ol className="flex flex-wrap gap-x-4 gap-y-0.5">
          {system.resources.map((resource, index) => (
            <li key={resource.id} className="num">
              <span className="text-ink-3">{index + 1}</span>{" "}
              <Link href={`/resources/${resource.id}`} className="hover:underline">
                {resource.name}
              </Link>{" "}
              <span className="text-sm text-ink-3">
                {resource.midMs === null ? "never restored" : `about ${formatDuration(resource.midMs)}`}
              </span>
            </li>
          ))}
        </ol>
      </Cell>
      <Cell label="Would take">
        <Sum system={system} />
      </Cell>
      <Cell label="Today">
        <Pill tone={tone}>{words}</Pill>
      </Cell>
      <Cell align="right">{action}</Cell>
    </Row>
  );
}

function Sum({ system: { projection, targetSeconds, neverRestored } }: Pick<SystemRowProps, "system">) {
  const objective = <span className="num text-sm text-ink-3">/ {formatDuration(targetSeconds * 1000)}</span>;
  if (projection === null) {
    const names = neverRestored.slice(0, 3).join(", ");
    const more = neverRestored.length > 3 ? ` and ${neverRestored.length - 3} more` : "";
    return (
      <>
        not known {objective}
        <div className="text-sm text-ink-3">
          {names}
          {more} {neverRestored.length === 1 ? "was" : "were"} never restored
        </div>
      </>
    );
  }
  const tone = meterTone(timeStanding(projection, targetSeconds));
  return (
    <>
      <span className={tone === "bad" ? "num font-[550] text-bad" : "num"}>
        {formatDurationRange(projection.lowMs, projection.highMs)}
      </span>{" "}
      {objective}
      <Meter className="mt-1.5" fraction={projection.highMs / (targetSeconds * 1000)} tone={tone} />
    </>
  );
}
