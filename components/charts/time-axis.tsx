import { XAxis } from "recharts";
import { glyphRoom, inner, plot, tickLook } from "./chart-geometry.ts";
import type { DrawingProps } from "./series-chart.tsx";

export function TimeAxis({ loaded, ticks, width }: Pick<DrawingProps, "loaded" | "ticks" | "width">) {
  const { fromMs, toMs } = loaded;
  // As time, not as the axis' padding: what is drawn is cut off where that begins.
  const roomMs = ((toMs - fromMs) * glyphRoom) / Math.max(1, width - inner.left - inner.right);
  return (
    <XAxis
      dataKey="atMs"
      type="number"
      domain={[fromMs - roomMs, toMs + roomMs]}
      allowDataOverflow
      ticks={ticks.map(({ atMs }) => atMs)}
      tickFormatter={(atMs: number) => ticks.find((tick) => tick.atMs === atMs)?.label ?? ""}
      tick={tickLook}
      interval={0}
      stroke="var(--line-strong)"
      height={plot.bottom}
    />
  );
}
