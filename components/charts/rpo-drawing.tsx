import { useId } from "react";
import { Area, CartesianGrid, ComposedChart, ReferenceArea, ReferenceDot } from "recharts";
import { margin } from "./chart-geometry.ts";
import { LimitLine } from "./limit-line.tsx";
import { MissedCross } from "./missed-cross.tsx";
import type { DrawingProps } from "./series-chart.tsx";
import { TimeAxis } from "./time-axis.tsx";
import { ValueAxis } from "./value-axis.tsx";
import { withHoles } from "./with-holes.ts";
import { tickLabel } from "./y-scale.ts";

/** Narrower than this share of the width, a breach would not be seen. */
const leastShare = 0.006;

/** Possible loss as a line; breaches are shaded and crossed, what was not measured is hatched. */
export function RpoDrawing({ loaded, scale, ticks, width, height }: DrawingProps) {
  const { series, fromMs, toMs } = loaded;
  const hatch = useId();
  const { objective } = series;
  const clip = (micros: string) => Math.min(toMs, Math.max(fromMs, Number(BigInt(micros) / 1000n)));
  const least = (toMs - fromMs) * leastShare;
  const breaches = series.breaches.map((breach) => ({
    from: clip(breach.fromMicros),
    to: Math.min(toMs, Math.max(clip(breach.toMicros), clip(breach.fromMicros) + least)),
  }));
  return (
    <ComposedChart
      width={width}
      height={height}
      data={withHoles(series)}
      margin={margin}
      accessibilityLayer={false}
    >
      <defs>
        <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" fill="var(--idle-soft)" />
          <path d="M0 0v7" stroke="var(--line-strong)" strokeWidth="1.6" />
        </pattern>
      </defs>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <TimeAxis loaded={loaded} ticks={ticks} width={width} />
      <ValueAxis scale={scale} unit={series.unit} />
      {series.holes.map((hole) => (
        <ReferenceArea
          key={hole.fromMicros}
          x1={clip(hole.fromMicros)}
          x2={clip(hole.toMicros)}
          fill={`url(#${hatch})`}
          fillOpacity={1}
        />
      ))}
      {breaches.map(({ from, to }) => (
        <ReferenceArea key={from} x1={from} x2={to} fill="var(--bad-soft)" fillOpacity={1} />
      ))}
      <Area
        dataKey="value"
        type="linear"
        stroke="var(--accent)"
        strokeWidth={1.6}
        fill="var(--accent)"
        fillOpacity={0.08}
        isAnimationActive={false}
        connectNulls={false}
        activeDot={false}
      />
      {objective !== null && (
        <LimitLine value={objective} label={`objective ${tickLabel(series.unit, objective)}`} />
      )}
      {breaches.map(({ from, to }) => (
        <ReferenceDot
          key={from}
          x={(from + to) / 2}
          y={scale.max}
          shape={({ cx = 0, cy = 0 }: { cx?: number; cy?: number }) => <MissedCross x={cx} y={cy + 6} />}
        />
      ))}
    </ComposedChart>
  );
}
