import { Bar, BarChart, CartesianGrid, ReferenceDot, XAxis } from "recharts";
import { glyphRoom, margin, plot, tickLook } from "./chart-geometry.ts";
import { LimitLine } from "./limit-line.tsx";
import { MissedCross } from "./missed-cross.tsx";
import { phaseLooks } from "./phase-looks.ts";
import type { DrawingProps } from "./series-chart.tsx";
import { ValueAxis } from "./value-axis.tsx";
import { tickLabel } from "./y-scale.ts";

/** A lower bar would be hidden by its own edges. */
const seenFromPx = 4;

/** Each restore a bar of its phases, side by side in time; one above the objective is crossed. */
export function RtoDrawing({ loaded, scale, barLabel, width, height }: DrawingProps) {
  const { points, objective, unit } = loaded.series;
  const bars = points.map((point, index) => ({
    index,
    ...Object.fromEntries((point.phases ?? []).map(({ name, ms }) => [name, ms])),
  }));
  const stride = Math.max(1, Math.ceil((points.length * 64) / Math.max(1, width - plot.left)));
  return (
    <BarChart
      width={width}
      height={height}
      data={bars}
      margin={margin}
      accessibilityLayer={false}
      maxBarSize={34}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="index"
        padding={{ left: glyphRoom, right: glyphRoom }}
        tickFormatter={(index: number) => {
          const point = points[index];
          return point && index % stride === 0 ? barLabel(point.atMicros) : "";
        }}
        tick={tickLook}
        tickLine={false}
        interval={0}
        stroke="var(--line-strong)"
        height={plot.bottom}
      />
      <ValueAxis scale={scale} unit={unit} />
      {phaseLooks.map(({ name, fill }) => (
        <Bar
          key={name}
          dataKey={name}
          stackId="phases"
          fill={fill}
          stroke="var(--panel)"
          strokeWidth={1}
          isAnimationActive={false}
        />
      ))}
      {objective !== null && (
        <LimitLine value={objective} label={`objective ${tickLabel(unit, objective)}`} />
      )}
      {points.map(
        (point, index) =>
          scale.fractionOf(point.value) * height < seenFromPx && (
            <ReferenceDot key={point.atMicros} x={index} y={point.value} shape={LowBar} />
          ),
      )}
      {points.map(
        (point, index) =>
          objective !== null &&
          point.value > objective && (
            <ReferenceDot
              key={point.atMicros}
              x={index}
              y={point.value}
              shape={({ cx = 0, cy = 0 }: { cx?: number; cy?: number }) => <MissedCross x={cx} y={cy - 7} />}
            />
          ),
      )}
    </BarChart>
  );
}

function LowBar({ cx = 0, cy = 0 }: { cx?: number; cy?: number }) {
  return <rect x={cx - 8} y={cy - 2} width={16} height={2} fill="var(--ink-2)" />;
}
