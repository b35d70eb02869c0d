import { YAxis } from "recharts";
import type { Series } from "#lib/objectives/schema.ts";
import { plot, tickLook } from "./chart-geometry.ts";
import { tickLabel, type YScale } from "./y-scale.ts";

export function ValueAxis({ scale, unit }: { scale: YScale; unit: Series["unit"] }) {
  return (
    <YAxis
      dataKey="value"
      type="number"
      scale={scale.kind}
      domain={[scale.min, scale.max]}
      ticks={scale.ticks}
      allowDataOverflow
      tickFormatter={(value: number) => tickLabel(unit, value)}
      tick={tickLook}
      interval={0}
      stroke="var(--line)"
      width={plot.left}
    />
  );
}
