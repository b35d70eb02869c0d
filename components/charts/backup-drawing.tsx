import { CartesianGrid, ReferenceArea, Scatter, ScatterChart } from "recharts";
import { margin } from "./chart-geometry.ts";
import { LimitLine } from "./limit-line.tsx";
import type { DrawingProps } from "./series-chart.tsx";
import { TimeAxis } from "./time-axis.tsx";
import { TypeGlyph } from "./type-glyph.tsx";
import { ValueAxis } from "./value-axis.tsx";
import { tickLabel } from "./y-scale.ts";

interface Dot {
  atMs: number;
  value: number;
  type: string | null;
  isUnusual: boolean;
}

/** Each run by its type's shape, the usual range of each type as a band; one outside it is ringed. */
export function BackupDrawing({ loaded, scale, ticks, width, height }: DrawingProps) {
  const { series } = loaded;
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
      <TimeAxis loaded={loaded} ticks={ticks} width={width} />
      <ValueAxis scale={scale} unit={series.unit} />
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
        <LimitLine
          value={series.objective}
          label={`reported above ${tickLabel(series.unit, series.objective)}`}
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
