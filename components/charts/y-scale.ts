import type { Series } from "#lib/objectives/schema.ts";
import { formatValue } from "./series-words.ts";

export interface YScale {
  kind: "linear" | "sqrt" | "log";
  min: number;
  max: number;
  ticks: number[];
  /** 0 at the bottom, 1 at the top. */
  fractionOf: (value: number) => number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const roundDurations = [
  ...[1, 2, 5, 10, 15, 30].map((each) => each * second),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * minute),
  ...[1, 2, 3, 6, 12].map((each) => each * hour),
  ...[1, 2, 5, 10, 30, 90].map((each) => each * day),
];
const roundBytes = [0, 1, 2, 3, 4, 5].flatMap((power) =>
  [1, 2, 5, 10, 20, 50, 100, 200, 500].map((each) => each * 1024 ** power),
);
/** Where everything is about as large, there is no room for steps of twice and more. */
const fineDurations = [second, minute, hour, day]
  .flatMap((unit) => [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50].map((each) => each * unit))
  // Half a second would be written as its whole one.
  .filter((each) => each % second === 0);
const fineBytes = [0, 1, 2, 3, 4, 5].flatMap((power) =>
  [
    1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100, 150, 200, 300, 400, 600,
    800,
  ].map((each) => each * 1024 ** power),
);
const fewestTicks = 3;
const mostSteps = 4;
/** Labels closer together than this share of the height would touch. */
const apart = 0.17;
/** Above this many objectives, a straight scale would press everything that is normal flat onto the ground. */
const mostObjectives = 8;

/**
 * A scale with round ticks for what a series holds. Backups of several types differ by orders of magnitude and are
 * judged by their logarithm, so they are drawn by it; losses far above their objective by their square root.
 */
export function yScale(series: Series): YScale {
  const values = series.points.map(({ value }) => value);
  const marks = series.bands.flatMap(({ low, high }) => [low, high]);
  const isBackup = series.kind === "backup-duration" || series.kind === "backup-size";
  const objective = series.objective ?? 0;
  const rounds = series.unit === "bytes" ? roundBytes : roundDurations;
  if (isBackup) {
    const above = [...values, ...marks].filter((value) => value > 0);
    const most = Math.max(...above, 1);
    // The limit is only worth room when something comes near it.
    const shown = objective > 0 && most * 8 > objective ? [...above, objective] : above;
    const [min, max] = [Math.min(...shown, most) / 1.35, Math.max(...shown, 1) * 1.35];
    const scale = withTicks("log", min, max, rounds);
    const fine = series.unit === "bytes" ? fineBytes : fineDurations.toSorted((a, b) => a - b);
    return scale.ticks.length >= fewestTicks ? scale : withTicks("log", min, max, fine);
  }
  const max = Math.max(...values, objective, second) * 1.08;
  if (series.kind === "rpo" && objective > 0 && max > mostObjectives * objective) {
    return withTicks("sqrt", 0, max, [0, ...rounds]);
  }
  const step = rounds.find((each) => max / each <= mostSteps) ?? max / mostSteps;
  const ticks = Array.from({ length: Math.floor(max / step) + 1 }, (_, index) => index * step);
  return { kind: "linear", min: 0, max, ticks, fractionOf: (value) => clamp(value / max) };
}

/** A tick's label, as short as it gets: "0", "15 min", "5 GiB". */
export function tickLabel(unit: Series["unit"], value: number): string {
  if (value === 0) return "0";
  // Recharts breaks a label at its spaces.
  return formatValue(unit, value).replace(".0 ", " ").replaceAll(" ", "\u00a0");
}

function withTicks(kind: "sqrt" | "log", min: number, max: number, rounds: readonly number[]): YScale {
  const place = kind === "log" ? (value: number) => Math.log(Math.max(value, min)) : Math.sqrt;
  const from = place(min);
  const height = place(max) - from || 1;
  const fractionOf = (value: number) => clamp((place(value) - from) / height);
  const ticks: number[] = [];
  for (const each of rounds.filter((round) => round >= min && round <= max)) {
    const last = ticks.at(-1);
    if (last === undefined || fractionOf(each) - fractionOf(last) >= apart) ticks.push(each);
  }
  return { kind, min, max, ticks, fractionOf };
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
