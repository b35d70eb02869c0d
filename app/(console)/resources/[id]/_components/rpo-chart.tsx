"use client";

import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useZone } from "#components/data/use-zone.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatInstant } from "#lib/format/instant.ts";
import type { MeasurementDto } from "#lib/objectives/schema.ts";
import { chartPoints } from "./chart-points.ts";

const mostPoints = 300;
const silenceMs = 5 * 60_000;
const tick = { fontSize: 11, fill: "var(--ink-3)" };

interface RpoChartProps {
  items: readonly MeasurementDto[];
  targetSeconds: number | null;
}

/** The picture; the table under it says the same in words. */
export function RpoChart({ items, targetSeconds }: RpoChartProps) {
  const { zone } = useZone();
  const points = chartPoints(items, mostPoints, silenceMs);
  const worst = Math.max(...points.map((point) => point.valueMs ?? 0));
  const targetMs = targetSeconds === null ? null : targetSeconds * 1000;
  const clock = (ms: number) => formatInstant(BigInt(ms) * 1000n, zone, "minute").slice(11, 16);
  return (
    <div
      role="img"
      aria-label={`Possible loss over the last 24 hours: worst ${formatDuration(worst)}${targetMs === null ? "" : `, objective ${formatDuration(targetMs)}`}. The table below has the values.`}
      className="h-36"
    >
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={points}
          margin={{ top: 12, right: 4, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="atMs"
            type="number"
            scale="time"
            domain={["dataMin", "dataMax"]}
            tickFormatter={clock}
            tick={tick}
            stroke="var(--line)"
            minTickGap={48}
          />
          <YAxis
            domain={[0, Math.max(worst, targetMs ?? 0) * 1.1]}
            tickFormatter={(value: number) => shortDuration(value)}
            tick={tick}
            stroke="var(--line)"
            width={48}
            tickCount={4}
          />
          {targetMs !== null && (
            <ReferenceLine
              y={targetMs}
              stroke="var(--warn)"
              strokeDasharray="4 4"
              label={{
                value: `objective ${formatDuration(targetMs)}`,
                position: "insideBottomLeft",
                fontSize: 11,
                fill: "var(--warn)",
              }}
            />
          )}
          <Tooltip
            isAnimationActive={false}
            contentStyle={{
              background: "var(--ink)",
              color: "var(--bg)",
              border: 0,
              borderRadius: 6,
              fontSize: 12.5,
            }}
            itemStyle={{ color: "var(--bg)" }}
            labelFormatter={(label) => clock(Number(label))}
            formatter={(value) => [formatDuration(Number(value)), "would have been lost"]}
          />
          <Line
            dataKey="valueMs"
            type="linear"
            stroke="var(--accent)"
            strokeWidth={1.8}
            dot={false}
            isAnimationActive={false}
            connectNulls={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

function shortDuration(ms: number): string {
  if (ms === 0) return "0";
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}
