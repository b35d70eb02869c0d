import { formatInstant } from "#lib/format/instant.ts";
import type { FramePoint } from "./chart-frame.tsx";
import type { LoadedSeries } from "./series-query.ts";
import { pointWords, splitWords, verdictOf } from "./series-words.ts";
import type { YScale } from "./y-scale.ts";

const mostPhases = 3;

/** The points of a series where they are drawn, each with what is said of it. Restores stand side by side. */
export function framePoints(loaded: LoadedSeries, scale: YScale, zone: string): FramePoint[] {
  const { series, fromMs, toMs } = loaded;
  return series.points.map((point, index) => {
    const verdict = verdictOf(series, point);
    const atMs = Number(BigInt(point.atMicros) / 1000n);
    return {
      key: `${point.atMicros} ${point.type} ${point.operationId}`,
      x: series.kind === "rto" ? (index + 0.5) / series.points.length : (atMs - fromMs) / (toMs - fromMs),
      y: scale.fractionOf(point.value),
      isBad: verdict?.isBad ?? false,
      when: formatInstant(point.atMicros, zone, "minute"),
      words: pointWords(series, point),
      verdict: verdict?.words ?? null,
      detail: splitWords(point, mostPhases),
      href: point.operationId === null ? null : `/operations/${point.operationId}`,
    };
  });
}
