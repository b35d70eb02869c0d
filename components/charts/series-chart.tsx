"use client";

import { memo, useMemo, useRef } from "react";
import { axisTicks } from "#components/timeline/axis-ticks.ts";
import { useWidth } from "#components/timeline/use-width.ts";
import { formatDay } from "#lib/format/instant.ts";
import { BackupDrawing } from "./backup-drawing.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { chartHeight, inner } from "./chart-geometry.ts";
import { framePoints } from "./frame-points.ts";
import { RpoDrawing } from "./rpo-drawing.tsx";
import { RtoDrawing } from "./rto-drawing.tsx";
import type { LoadedSeries } from "./series-query.ts";
import { type YScale, yScale } from "./y-scale.ts";

export interface DrawingProps {
  loaded: LoadedSeries;
  scale: YScale;
  ticks: { atMs: number; label: string }[];
  barLabel: (micros: string) => string;
  width: number;
  height: number;
}

interface SeriesChartProps {
  loaded: LoadedSeries;
  label: string;
  zone: string;
}

const labelWidth = 56;

/** The picture of a series, as one control. Imported lazily: it brings Recharts. */
export function SeriesChart({ loaded, label, zone }: SeriesChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const scale = useMemo(() => yScale(loaded.series), [loaded]);
  const points = useMemo(() => framePoints(loaded, scale, zone), [loaded, scale, zone]);
  return (
    <div ref={box} className="min-w-0">
      <ChartFrame label={label} points={points}>
        {width > 0 && <Drawing loaded={loaded} scale={scale} zone={zone} width={width} />}
      </ChartFrame>
    </div>
  );
}

/** Drawn again for new data and room only, not for every move of the cursor over it. */
const Drawing = memo(function Drawing(props: {
  loaded: LoadedSeries;
  scale: YScale;
  zone: string;
  width: number;
}) {
  const { loaded, scale, zone, width } = props;
  const ticks = useMemo(() => timeTicks(loaded, zone, width), [loaded, zone, width]);
  const drawing = {
    loaded,
    scale,
    ticks,
    width,
    height: chartHeight,
    barLabel: (micros: string) => formatDay(micros, zone),
  };
  switch (loaded.series.kind) {
    case "rpo":
      return <RpoDrawing {...drawing} />;
    case "rto":
      return <RtoDrawing {...drawing} />;
    case "backup-duration":
    case "backup-size":
      return <BackupDrawing {...drawing} />;
  }
});

/** As many labels as fit, none so close to an end that it would be cut off. */
function timeTicks({ fromMs, toMs }: LoadedSeries, zone: string, width: number) {
  const room = width - inner.left - inner.right;
  const edge = ((toMs - fromMs) * 18) / Math.max(1, room);
  const view = { fromMicros: BigInt(fromMs) * 1000n, toMicros: BigInt(toMs) * 1000n };
  return axisTicks(view, zone, Math.max(2, Math.floor(room / labelWidth)))
    .map(({ micros, label }) => ({ atMs: Number(micros / 1000n), label }))
    .filter(({ atMs }) => atMs - fromMs > edge / 2 && toMs - atMs > edge);
}
