"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { standing } from "#components/status/loss-at.ts";
import { cn } from "#components/ui/cn.ts";
import { Meter } from "#components/ui/meter.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration, formatDurationRange } from "#lib/format/duration.ts";
import type { ResourceObjectives } from "#lib/objectives/schema.ts";
import { formatShare } from "./format-share.ts";
import { meterTone, standingOf, timeStanding } from "./standing-words.ts";

const columns = [
  { label: "Resource", className: "beside:w-[18%]" },
  { label: "Would lose now / objective", className: "beside:w-[17%]" },
  { label: "Loss within objective, last 30 days", className: "beside:w-[22%]" },
  { label: "Would take today / objective", className: "beside:w-[24%]" },
  { label: "Today" },
];

export function ObjectivesTable({ resources }: { resources: ResourceObjectives[] }) {
  return (
    <Panel isPadded={false}>
      <Table isWide caption="Resources against their objectives" columns={columns}>
        {resources.map((one) => (
          <ObjectivesRow key={one.resource.id} {...one} />
        ))}
      </Table>
    </Panel>
  );
}

function ObjectivesRow({ resource, rpo, rto }: ResourceObjectives) {
  const [worst, ...others] = standingOf({ resource, rpo, rto });
  const more = others.filter(({ tone }) => tone !== "good");
  return (
    <Row>
      <Cell isHeading>
        <Link href={`/resources/${resource.id}`} className="font-[560] hover:underline">
          {resource.name}
        </Link>
      </Cell>
      <Cell label="Would lose now">
        <Against
          value={rpo.nowMs === null ? "unknown" : formatDuration(rpo.nowMs)}
          valueMs={rpo.nowMs}
          targetSeconds={rpo.targetSeconds}
          tone={rpo.nowMs === null ? "accent" : standing(rpo.nowMs, rpo.targetSeconds)}
        />
      </Cell>
      <Cell label="Last 30 days">
        <Record {...rpo} />
      </Cell>
      <Cell label="Would take today">
        <Projected {...rto} />
      </Cell>
      <Cell label="Today">
        {worst && <Pill tone={worst.tone}>{worst.tone === "good" ? "On objective" : worst.words}</Pill>}
        {more.length > 0 && (
          <div className="mt-1 text-sm text-ink-3">{more.map(({ words }) => words).join(" · ")}</div>
        )}
      </Cell>
    </Row>
  );
}

interface AgainstProps {
  value: string;
  valueMs: number | null;
  targetSeconds: number | null;
  tone: "good" | "warn" | "bad" | "accent";
}

function Against({ value, valueMs, targetSeconds, tone }: AgainstProps) {
  return (
    <>
      <span className={cn("num", tone === "bad" && "font-[550] text-bad")}>{value}</span>{" "}
      <span className="num text-sm text-ink-3">
        / {targetSeconds === null ? "no objective" : formatDuration(targetSeconds * 1000)}
      </span>
      {valueMs !== null && targetSeconds !== null && (
        <Meter className="mt-1.5" fraction={valueMs / (targetSeconds * 1000)} tone={tone} />
      )}
    </>
  );
}

function Record({ withinShare, seenShare, worstMs, breachCount, targetSeconds }: ResourceObjectives["rpo"]) {
  if (seenShare === null) return <span className="text-ink-2">not measured</span>;
  const missed =
    ["never missed", "missed once", "missed twice"][breachCount] ?? `missed ${breachCount} times`;
  return (
    <>
      {withinShare !== null && (
        <span className="num">
          {formatShare(withinShare)}
          {seenShare < 0.995 && <span className="text-sm text-ink-3"> of what was measured</span>}
        </span>
      )}
      <div className="num text-sm text-ink-3">
        {[
          targetSeconds === null ? null : missed,
          worstMs === null ? null : `worst ${formatDuration(worstMs)}`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
      {seenShare < 0.995 && (
        <div className="num text-sm text-warn">not measured {formatShare(1 - seenShare)} of the time</div>
      )}
    </>
  );
}

function Projected({ projection, lastMs, lastAtMicros, targetSeconds }: ResourceObjectives["rto"]) {
  if (projection === null || lastMs === null || lastAtMicros === null) {
    return (
      <>
        <Against value="not known" valueMs={null} targetSeconds={targetSeconds} tone="accent" />
        <div className="text-sm text-ink-3">never restored; only real restores are measured</div>
      </>
    );
  }
  const { lowMs, highMs, runs, todayBytes, approvalMs } = projection;
  const basis = [
    `from ${runs === 1 ? "1 restore" : `${runs} restores`}`,
    todayBytes === null ? null : `at ${formatBytes(todayBytes)}`,
    `approval wait of ${formatDuration(approvalMs)} included`,
  ];
  return (
    <>
      <Against
        value={formatDurationRange(lowMs, highMs)}
        valueMs={highMs}
        targetSeconds={targetSeconds}
        tone={meterTone(timeStanding(projection, targetSeconds))}
      />
      <div className="num mt-1 text-sm text-ink-3">{basis.filter(Boolean).join(" · ")}</div>
      <div className="num text-sm text-ink-3">
        last took {formatDuration(lastMs)}, <TimeText at={lastAtMicros} />
      </div>
    </>
  );
}
