import { z } from "zod";
import { type AnomalyThresholds, judgeRun } from "#lib/alerts/usual-range.ts";

const anomaly = z.object({
  verdict: z.enum(["low", "high", "drop", "empty"]),
  value: z.number(),
  /** What it was compared with: the usual range, or the one before it when there are too few for a range. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  previous: z.number().nullable(),
  runs: z.number().int(),
});
/** What was unusual about a set when it was made; kept with it. Bytes and milliseconds. */
export const setAnomalies = z.object({ size: anomaly.nullable(), duration: anomaly.nullable() });

export type Anomaly = z.infer<typeof anomaly>;
export type SetAnomalies = z.infer<typeof setAnomalies>;

export interface MeasuredSet {
  sizeBytes: number;
  durationMs: number;
}

/** Beside the good sets of its type in its repository before it (oldest first); null when nothing is unusual. */
export function judgeSet(
  set: MeasuredSet,
  history: readonly MeasuredSet[],
  thresholds: AnomalyThresholds,
): SetAnomalies | null {
  const size = judgeSize(
    set.sizeBytes,
    history.map(({ sizeBytes }) => sizeBytes),
    thresholds,
  );
  const duration = judge(
    set.durationMs,
    history.map(({ durationMs }) => durationMs),
    thresholds,
  );
  return size || duration ? { size, duration } : null;
}

/** Half of what it was a run ago, or nothing at all, is never usual: no history excuses it. */
function judgeSize(value: number, history: readonly number[], thresholds: AnomalyThresholds): Anomaly | null {
  const found = judge(value, history, thresholds);
  const previous = history.at(-1) ?? null;
  const range = { low: found?.low ?? null, high: found?.high ?? null, runs: found?.runs ?? 0 };
  if (value <= 0) return { verdict: "empty", value, previous, ...range };
  if (previous !== null && value < previous / 2) return { verdict: "drop", value, previous, ...range };
  return found;
}

function judge(value: number, history: readonly number[], thresholds: AnomalyThresholds): Anomaly | null {
  const { verdict, range } = judgeRun(value, history, thresholds);
  if (range === null || verdict === "usual" || verdict === "unknown") return null;
  return {
    verdict,
    value,
    low: range.low,
    high: range.high,
    previous: history.at(-1) ?? null,
    runs: range.runs,
  };
}
