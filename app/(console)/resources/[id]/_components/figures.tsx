"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { lossAt, standing } from "#components/status/loss-at.ts";
import { WhyUnknown } from "#components/status/loss-now.tsx";
import { cn } from "#components/ui/cn.ts";
import { Panel } from "#components/ui/panel.tsx";
import { type Tone, ToneShape } from "#components/ui/pill.tsx";
import { formatDuration, formatDurationRange } from "#lib/format/duration.ts";
import { worstLoss } from "#lib/objectives/rules.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";
import { measurementsQuery } from "./measurements-query.ts";

interface FiguresProps {
  status: ResourceStatus;
  /** Server's clock minus this browser's, in milliseconds. */
  skewMs: number;
}

/** Lose how much, take how long, back to when, how far proven. */
export function Figures({ status, skewMs }: FiguresProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5 sm:grid-cols-2 lg:grid-cols-4">
      <LossFigure status={status} skewMs={skewMs} />
      <DurationFigure status={status} />
      <OldestFigure status={status} />
      <ProofFigure status={status} />
    </div>
  );
}

function LossFigure({ status: { rpo, resource }, skewMs }: FiguresProps) {
  const now = useNow();
  const { data } = useQuery(measurementsQuery(resource.id, "rpo"));
  const measured = data?.items.reduce((most, item) => Math.max(most, item.valueMs), 0) ?? null;
  const objective = resource.objectives.rpoSeconds;
  const lossMs = lossAt(rpo, now + skewMs);
  if (lossMs === null)
    return (
      <Figure label="Would lose now" value="unknown" tone="unknown">
        <WhyUnknown rpo={rpo} />
      </Figure>
    );
  const worst = worstLoss(measured, lossMs);
  const tone = standing(lossMs, objective);
  return (
    <Figure
      label="Would lose now"
      value={formatDuration(lossMs)}
      tone={tone === "accent" || tone === "good" ? null : tone}
    >
      {objectiveWords(objective)}
      {worst ? ` · worst in 24 h ${formatDuration(worst)}` : ""}
    </Figure>
  );
}

function DurationFigure({ status: { rto, resource } }: { status: ResourceStatus }) {
  const objective = resource.objectives.rtoSeconds;
  if (rto === null)
    return (
      <Figure label="Would take" value="not measured" tone="unknown">
        {objectiveWords(objective)} · measured by real restores only
      </Figure>
    );
  const tone = standing(rto.highMs, objective);
  return (
    <Figure
      label="Would take"
      value={formatDurationRange(rto.lowMs, rto.highMs)}
      tone={tone === "accent" || tone === "good" ? null : tone}
    >
      {objectiveWords(objective)} · approval wait included · measured <TimeText at={rto.lastAtMicros} />
    </Figure>
  );
}

function OldestFigure({ status: { restorableSince, restorableTo, gapCount } }: { status: ResourceStatus }) {
  if (restorableSince === null || restorableTo === null)
    return (
      <Figure label="Oldest restorable" value="nothing yet" tone="bad">
        no backup set with its WAL
      </Figure>
    );
  const spanMs = Number((BigInt(restorableTo) - BigInt(restorableSince)) / 1000n);
  return (
    <Figure
      label="Oldest restorable"
      value={<TimeText at={restorableSince} show="moment" />}
      tone={gapCount > 0 ? "warn" : null}
    >
      {formatDuration(spanMs)} ·{" "}
      {gapCount === 0 ? "no gap" : gapCount === 1 ? "1 gap inside" : `${gapCount} gaps inside`}
    </Figure>
  );
}

function ProofFigure({ status: { proven, lastSet } }: { status: ResourceStatus }) {
  if (proven !== null)
    return (
      <Figure label="Proof" value="Restored" tone={null}>
        into a checked running server · <TimeText at={proven.restoredAt} />
      </Figure>
    );
  return (
    <Figure label="Proof" value="Never restored" tone="unknown">
      {lastSet?.rung ? `newest set: ${lastSet.rung}` : "no set has been proven"}
    </Figure>
  );
}

function Figure(props: { label: string; value: ReactNode; tone: Tone | null; children: ReactNode }) {
  const isAlarming = props.tone === "bad" || props.tone === "warn";
  return (
    <Panel>
      <div className="text-xs text-ink-3">{props.label}</div>
      <div
        className={cn(
          "num flex items-center gap-2 text-xl font-semibold tracking-[-0.02em]",
          isAlarming && (props.tone === "bad" ? "text-bad" : "text-warn"),
        )}
      >
        {props.tone !== null && <ToneShape tone={props.tone} className="size-4" />}
        {props.value}
      </div>
      <div className="num text-sm text-ink-3">{props.children}</div>
    </Panel>
  );
}

function objectiveWords(seconds: number | null): string {
  return seconds === null ? "no objective" : `objective ${formatDuration(seconds * 1000)}`;
}
