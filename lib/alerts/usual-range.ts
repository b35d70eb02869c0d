import { mad, mean, median } from "simple-statistics";
import type { AlertThresholds } from "#lib/policies/schema.ts";

/** How many good runs back a run is compared with. */
export const runsCompared = 30;

export type AnomalyThresholds = Pick<AlertThresholds, "robustZ" | "changePercent" | "minimumRuns">;

/** What is usual for a size or a duration: nothing from `low` to `high` is reported. */
export interface UsualRange {
  low: number;
  median: number;
  high: number;
  runs: number;
}

export interface RunJudgement {
  verdict: "usual" | "unknown" | "low" | "high";
  /** What it was compared with; null when there are too few good runs. */
  range: UsualRange | null;
}

/** Makes a median absolute deviation comparable with a standard deviation of normally distributed values. */
const madToSigma = 1.4826;
/** The same for a mean absolute deviation: what is left when more than half of the runs were equal. */
const meanToSigma = 1.2533;

/**
 * The range of the last good runs (oldest first). Unusual is what is more than `robustZ` robust standard
 * deviations of the logarithm from the median and also differs from it by more than `changePercent`
 * (Iglewicz and Hoaglin's modified z-score), so the range is the wider of the two. Null with too few runs.
 */
export function usualRange(values: readonly number[], thresholds: AnomalyThresholds): UsualRange | null {
  const logs = values
    .filter((value) => Number.isFinite(value) && value > 0)
    .slice(-runsCompared)
    .map(Math.log);
  if (logs.length === 0 || logs.length < thresholds.minimumRuns) return null;
  const middle = Math.exp(median(logs));
  const spread = Math.exp(thresholds.robustZ * robustSigma(logs));
  const change = thresholds.changePercent / 100;
  return {
    low: middle * Math.max(0, Math.min(1 / spread, 1 - change)),
    median: middle,
    high: middle * Math.max(spread, 1 + change),
    runs: logs.length,
  };
}

/** How a run compares with the good runs before it (oldest first, itself not among them). */
export function judgeRun(
  value: number,
  history: readonly number[],
  thresholds: AnomalyThresholds,
): RunJudgement {
  const range = usualRange(history, thresholds);
  if (!range) return { verdict: "unknown", range };
  if (value > range.high) return { verdict: "high", range };
  if (value < range.low) return { verdict: "low", range };
  return { verdict: "usual", range };
}

function robustSigma(logs: readonly number[]): number {
  const deviation = mad([...logs]);
  if (deviation > 0) return deviation * madToSigma;
  const middle = median([...logs]);
  return mean(logs.map((value) => Math.abs(value - middle))) * meanToSigma;
}
