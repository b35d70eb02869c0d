import { judgeRun, runsCompared, usualRange } from "#lib/alerts/usual-range.ts";
import type { Series, SeriesPoint } from "#lib/objectives/schema.ts";
import type { AlertThresholds } from "#lib/policies/schema.ts";

const order = ["full", "diff", "incr", "verify"];

/** Runs of one type into one repository are compared with each other. */
export interface BackupRun {
  atMicros: bigint;
  value: number;
  type: string;
  repositoryId: string | null;
  operationId: string | null;
  /** Something was wrong with it: nothing is compared with it. */
  isGood: boolean;
  /** It was judged when it was made, and told to people. */
  wasUnusual: boolean;
}

/**
 * Each run against the good runs before it, by the rule of the alerts, and the range that is usual by now. Oldest
 * first. A band of several repositories reaches from the lowest to the highest of theirs.
 */
export function judgeRuns(
  runs: readonly BackupRun[],
  thresholds: AlertThresholds,
): { points: SeriesPoint[]; bands: Series["bands"] } {
  const histories = new Map<string, number[]>();
  const points = runs.map((run): SeriesPoint => {
    const key = `${run.type} ${run.repositoryId}`;
    const history = histories.get(key) ?? [];
    histories.set(key, history);
    const { verdict } = judgeRun(run.value, history.slice(-runsCompared), thresholds);
    if (run.isGood) history.push(run.value);
    return {
      atMicros: run.atMicros.toString(),
      value: run.value,
      type: run.type,
      operationId: run.operationId,
      phases: null,
      isOutlier: run.wasUnusual || verdict === "low" || verdict === "high",
    };
  });
  return { points, bands: bandsOf(histories, thresholds) };
}

function bandsOf(histories: ReadonlyMap<string, number[]>, thresholds: AlertThresholds): Series["bands"] {
  const bands = new Map<string, Series["bands"][number]>();
  for (const [key, history] of histories) {
    const range = usualRange(history, thresholds);
    if (!range) continue;
    const [type = ""] = key.split(" ");
    const other = bands.get(type);
    bands.set(type, {
      type,
      low: Math.min(range.low, other?.low ?? range.low),
      high: Math.max(range.high, other?.high ?? range.high),
      runs: range.runs + (other?.runs ?? 0),
    });
  }
  return [...bands.values()].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}
