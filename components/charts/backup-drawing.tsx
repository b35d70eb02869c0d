import { CartesianGrid, ReferenceArea, ReferenceLine, Scatter, ScatterChart, XAxis, YAxis } from "recharts";
import { margin, plot, tickLook } from "./chart-geometry.ts";
import type { DrawingProps } from "./series-chart.tsx";
import { TypeGlyph } from "./type-glyph.tsx";
import { tickLabel } from "./y-scale.ts";

interface Dot {
  atMs: number;
  value: number;
  type: string | null;
  isUnusual: boolean;
}

/** Each run by its type's shape, the usual range of each type as a band; one outside it is ringed. */
export function BackupDrawing({ loaded, scale, ticks, width, height }: DrawingProps) {
  const { series, fromMs, toMs } = loaded;
  const dots: Dot[] = series.points.map((point) => ({
    atMs: Number(BigInt(point.atMicros) / 1000n),
    // Nothing at all has no logarithm; it lies on the ground.
    value: Math.max(point.value, scale.min),
    type: point.type,
    isUnusual: point.isOutlier || (series.objective !== null && point.value > series.objective),
  }));
  return (
    <ScatterChart width={width} height={height} margin={margin} accessibilityLayer={false}>
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
        dataKey="value"
        type="number"
        scale="log"
        domain={[scale.min, scale.max]}
        ticks={scale.ticks}
        allowDataOverflow
        tickFormatter={(value: number) => tickLabel(series.unit, value)}
        tick={tickLook}
        interval={0}
        stroke="var(--line)"
        width={plot.left}
      />
      {series.bands.map((band) => (
        <ReferenceArea
          key={band.type}
          y1={Math.max(band.low, scale.min)}
          y2={Math.min(band.high, scale.max)}
          fill={band.type === "full" ? "var(--accent)" : "var(--ink-3)"}
          fillOpacity={0.1}
          stroke={band.type === "full" ? "var(--accent)" : "var(--ink-3)"}
          strokeOpacity={0.5}
          strokeDasharray="2 3"
        />
      ))}
      {series.objective !== null && series.objective <= scale.max && (
        <ReferenceLine
          y={series.objective}
          stroke="var(--warn)"
          strokeDasharray="5 4"
          label={{
            value: `reported above ${tickLabel(series.unit, series.objective)}`,
            position: "insideBottomLeft",
            fontSize: 11,
            fill: "var(--warn)",
          }}
        />
      )}
      <Scatter
        data={dots}
        isAnimationActive={false}
        shape={({ cx = 0, cy = 0, payload }: { cx?: number; cy?: number; payload?: Dot }) => (
          <TypeGlyph type={payload?.type ?? null} x={cx} y={cy} isUnusual={payload?.isUnusual ?? false} />
        )}
      />
    </ScatterChart>
  );
}
