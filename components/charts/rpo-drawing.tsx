import { useId } from "react";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  XAxis,
  YAxis,
} from "recharts";
import { margin, plot, tickLook } from "./chart-geometry.ts";
import type { DrawingProps } from "./series-chart.tsx";
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
      <XAxis
        dataKey="atMs"
        type="number"
        domain={[fromMs, toMs]}
        allowDataOverflow
        ticks={ticks.map(({ atMs }) => atMs)}
        tickFormatter={(atMs: number) => ticks.find((tick) => tick.atMs === atMs)?.label ?? ""}
        tick={tickLook}
        interval={0}
        stroke="var(--line-strong)"
        height={plot.bottom}
      />
      <YAxis
        type="number"
        scale={scale.kind === "sqrt" ? "sqrt" : "linear"}
        domain={[scale.min, scale.max]}
        ticks={scale.ticks}
        allowDataOverflow
        tickFormatter={(value: number) => tickLabel(series.unit, value)}
        tick={tickLook}
        interval={0}
        stroke="var(--line)"
        width={plot.left}
      />
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
        <ReferenceLine
          y={objective}
          stroke="var(--warn)"
          strokeDasharray="5 4"
          label={{
            value: `objective ${tickLabel(series.unit, objective)}`,
            position: "insideBottomLeft",
            fontSize: 11,
            fill: "var(--warn)",
          }}
        />
      )}
      {breaches.map(({ from, to }) => (
        <ReferenceDot
          key={from}
          x={(from + to) / 2}
          y={scale.max}
          shape={({ cx = 0, cy = 0 }: { cx?: number; cy?: number }) => (
            <path d={`M${cx - 4} ${cy + 2}l8 8m0-8-8 8`} stroke="var(--bad)" strokeWidth="1.8" fill="none" />
          )}
        />
      ))}
    </ComposedChart>
  );
}
