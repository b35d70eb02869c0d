import { XAxis } from "recharts";
import { plot, tickLook } from "./chart-geometry.ts";
import type { DrawingProps } from "./series-chart.tsx";

export function TimeAxis({ loaded, ticks }: Pick<DrawingProps, "loaded" | "ticks">) {
  return (
    <XAxis
      dataKey="atMs"
      type="number"
      domain={[loaded.fromMs, loaded.toMs]}
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
