import { formatDuration } from "#lib/format/duration.ts";
import { formatMoment } from "#lib/format/instant.ts";
import type { Series } from "#lib/objectives/schema.ts";
import { formatBand, formatValue, pointWords, runWords, verdictOf } from "./series-words.ts";

export interface Finding {
  tone: "good" | "bad" | "warn" | "unknown" | "idle";
  text: string;
}

const mostNamed = 3;

/** What there is to see in a chart, in words, worst first. */
export function seriesFindings(series: Series, zone: string, nowMicros: bigint): Finding[] {
  const at = (micros: string) => formatMoment(micros, zone, nowMicros);
  switch (series.kind) {
    case "rpo":
      return [...lossFindings(series, at), ...holeFindings(series, at)];
    case "rto":
      return restoreFindings(series);
    case "backup-duration":
    case "backup-size":
      return [...unusualFindings(series, at), ...bandFindings(series)];
  }
}

function lossFindings({ breaches, objective, unit }: Series, at: (micros: string) => string): Finding[] {
  if (objective === null) return [{ tone: "idle", text: "It has no objective." }];
  const [first, ...others] = breaches;
  if (!first)
    return [{ tone: "good", text: `Within ${formatValue(unit, objective)} whenever it was measured.` }];
  const longest = others.reduce((best, one) => (lengthOf(one) > lengthOf(best) ? one : best), first);
  const worst = Math.max(...breaches.map((breach) => breach.worst));
  const times = ["", "once", "twice"][breaches.length] ?? `${breaches.length} times`;
  return [
    {
      tone: "bad",
      text: `Above ${formatValue(unit, objective)} ${times}: ${breaches.length === 1 ? "" : "longest "}${formatDuration(lengthOf(longest))} from ${at(longest.fromMicros)}, at worst ${formatValue(unit, worst)}.`,
    },
  ];
}

function holeFindings({ holes }: Series, at: (micros: string) => string): Finding[] {
  const [first, ...others] = holes;
  if (!first) return [];
  const longest = others.reduce((best, one) => (lengthOf(one) > lengthOf(best) ? one : best), first);
  const whole = holes.reduce((sum, hole) => sum + lengthOf(hole), 0);
  const text =
    holes.length === 1
      ? `Not measured for ${formatDuration(whole)} from ${at(first.fromMicros)}: nothing is known of that time.`
      : `Not measured for ${formatDuration(whole)} in all, longest ${formatDuration(lengthOf(longest))} from ${at(longest.fromMicros)}: nothing is known of that time.`;
  return [{ tone: "unknown", text }];
}

function restoreFindings({ points, objective, unit }: Series): Finding[] {
  if (objective === null) return [{ tone: "idle", text: "It has no objective." }];
  const missed = points.filter(({ value }) => value > objective).length;
  const runs = points.length === 1 ? "The restore" : `${points.length} restores`;
  if (missed === 0)
    return [{ tone: "good", text: `${runs} within ${formatValue(unit, objective)}, the wait counted.` }];
  return [
    {
      tone: "bad",
      text: `${missed} of ${points.length} took longer than ${formatValue(unit, objective)}, the wait counted.`,
    },
  ];
}

function unusualFindings(series: Series, at: (micros: string) => string): Finding[] {
  const bad = series.points.flatMap((point) => {
    const verdict = verdictOf(series, point);
    return verdict?.isBad ? [{ point, words: verdict.words }] : [];
  });
  const named = bad
    .slice(-mostNamed)
    .reverse()
    .map(
      ({ point, words }): Finding => ({
        tone: "warn",
        text: `${at(point.atMicros)}: ${pointWords(series, point)}, ${words}.`,
      }),
    );
  const rest = bad.length - named.length;
  return rest > 0 ? [...named, { tone: "warn", text: `${rest} more before that.` }] : named;
}

function bandFindings({ bands, unit, kind, points }: Series): Finding[] {
  if (bands.length === 0) {
    return points.length === 0
      ? []
      : [{ tone: "idle", text: "Too few runs to know what is usual: it takes eight of a type." }];
  }
  const each = bands.map((band) => `${runWords(band.type).many} ${formatBand(unit, band)}`);
  return [{ tone: "idle", text: `Usual ${kind === "backup-size" ? "sizes" : "times"}: ${each.join(", ")}.` }];
}

function lengthOf(span: { fromMicros: string; toMicros: string }): number {
  return Number((BigInt(span.toMicros) - BigInt(span.fromMicros)) / 1000n);
}
