import { linearRegression, mean } from "simple-statistics";
import type { RtoProjection } from "#lib/objectives/schema.ts";

/** One restore or drill that ended in a checked, running server. */
export interface MeasuredRestore {
  phases: { name: string; ms: number }[];
  /** Data that was restored; null when it was not written down. */
  dataBytes: number | null;
}

/** Waiting takes as long as it takes, whatever the size of the data. */
const fixedPhases = new Set(["approval", "queue", "rest"]);

/** What is believed of the spread of a phase (of its logarithm) before anything was measured, as if seen in two runs. */
const priorSigma = 0.35;
const priorRuns = 2;
/** Beyond the sizes that were measured, time grows like size to the power of 1 ± this. */
const exponentSigma = 0.25;
/** 90th percentile of the normal distribution: four of five restores fall between low and high. */
const z90 = 1.2815515655446004;
const fewestForRegression = 4;
const smallestSizeRatio = 2;

interface Sample {
  ms: number;
  bytes: number;
}

interface Span {
  low: number;
  mid: number;
  high: number;
}

/**
 * What a restore would take today, from measured ones only; null without any. Phase by phase, over the runs in
 * which the phase took place: waiting stays as it was, everything else grows with the data, by regression where
 * the measured sizes differ enough, else in proportion. Phases are taken to be slow together, so their ends add up.
 *
 * The range is the 80 % prediction interval of a log-normal duration whose variance has a scaled-inverse-χ² prior
 * (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6 and 3.2): Student's t with (prior + runs − 1) degrees of
 * freedom. So a single run gives a wide range, many runs that agree a narrow one, and a size far from every
 * measured one a wider one again. More data is never faster.
 */
export function projectRto(
  restores: readonly MeasuredRestore[],
  todayBytes: number | null,
): RtoProjection | null {
  if (restores.length === 0) return null;
  const total: Span = { low: 0, mid: 0, high: 0 };
  let approvalMs = 0;
  for (const name of new Set(restores.flatMap(({ phases }) => phases.map((phase) => phase.name)))) {
    const samples = samplesOf(restores, name, todayBytes);
    if (samples.length === 0) continue;
    const span = fixedPhases.has(name) ? spanOf(samples, 0, 1, null) : growingSpan(samples, todayBytes);
    if (name === "approval") approvalMs = Math.round(span.mid);
    for (const end of ["low", "mid", "high"] as const) total[end] += span[end];
  }
  return {
    lowMs: Math.floor(total.low),
    midMs: Math.round(total.mid),
    highMs: Math.ceil(total.high),
    runs: restores.length,
    approvalMs,
    todayBytes,
  };
}

/** A run whose size is not known counts as one of today's size. */
function samplesOf(restores: readonly MeasuredRestore[], name: string, todayBytes: number | null): Sample[] {
  return restores.flatMap(({ phases, dataBytes }) => {
    const ms = phases.find((phase) => phase.name === name)?.ms ?? 0;
    return ms > 0 ? [{ ms, bytes: Math.max(1, dataBytes ?? todayBytes ?? 1) }] : [];
  });
}

function growingSpan(samples: Sample[], todayBytes: number | null): Span {
  if (todayBytes === null) return spanOf(samples, 0, 1, null);
  const line = regressionOf(samples);
  if (line) return spanOf(samples, line.fixedMs, line.msPerByte, todayBytes);
  const msPerByte = Math.exp(mean(samples.map(({ ms, bytes }) => Math.log(ms / bytes))));
  return spanOf(samples, 0, msPerByte, todayBytes);
}

/** A part that is always there and a part per byte; null where the runs cannot tell the two apart. */
function regressionOf(samples: Sample[]): { fixedMs: number; msPerByte: number } | null {
  const sizes = samples.map(({ bytes }) => bytes);
  if (new Set(sizes).size < fewestForRegression) return null;
  if (Math.max(...sizes) < smallestSizeRatio * Math.min(...sizes)) return null;
  const { m, b } = linearRegression(samples.map(({ ms, bytes }) => [bytes, ms]));
  return m > 0 && b >= 0 ? { fixedMs: b, msPerByte: m } : null;
}

/** `todayBytes` null: the size decides nothing, and the middle is the geometric mean of what was measured. */
function spanOf(samples: Sample[], fixedMs: number, msPerByte: number, todayBytes: number | null): Span {
  const middle = Math.exp(mean(samples.map(({ ms }) => Math.log(ms))));
  const expected = ({ bytes }: Sample) => (todayBytes === null ? middle : fixedMs + msPerByte * bytes);
  const residuals = samples.map((sample) => Math.log(sample.ms / expected(sample)));
  const runs = samples.length;
  const freedom = priorRuns + runs - 1;
  const squares = priorRuns * priorSigma ** 2 + residuals.reduce((sum, each) => sum + each ** 2, 0);
  const t = studentT90(freedom);
  const width = t * Math.sqrt(squares / freedom) * Math.sqrt(1 + 1 / runs);
  if (todayBytes === null) {
    return { low: middle * Math.exp(-width), mid: middle, high: middle * Math.exp(width) };
  }
  const far = t * exponentSigma * distance(samples, todayBytes);
  const at = (sign: -1 | 0 | 1) =>
    (fixedMs + msPerByte * todayBytes * Math.exp(sign * far)) * Math.exp(sign * width);
  return { low: at(-1), mid: at(0), high: at(1) };
}

/** How far a size is from every measured one, on a logarithmic scale; 0 among them. */
function distance(samples: Sample[], bytes: number): number {
  const sizes = samples.map((sample) => sample.bytes);
  const size = Math.max(1, bytes);
  return Math.max(0, Math.log(size / Math.max(...sizes)), Math.log(Math.min(...sizes) / size));
}

/** 90th percentile of Student's t (Abramowitz and Stegun 26.7.5); within 0.4 % from two degrees of freedom on. */
function studentT90(freedom: number): number {
  const z = z90;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}
