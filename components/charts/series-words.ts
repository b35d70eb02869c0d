import { backupWords, findTypeWords } from "#lib/backups/words.ts";
import { formatBytes, formatBytesRange } from "#lib/format/bytes.ts";
import { formatDuration, formatDurationRange } from "#lib/format/duration.ts";
import { capital } from "#lib/format/sentence.ts";
import type { Series, SeriesPoint } from "#lib/objectives/schema.ts";

type Band = Series["bands"][number];

export function formatValue(unit: Series["unit"], value: number): string {
  return unit === "bytes" ? formatBytes(value) : formatDuration(value);
}

export function formatBand(unit: Series["unit"], band: Pick<Band, "low" | "high">): string {
  return unit === "bytes" ? formatBytesRange(band.low, band.high) : formatDurationRange(band.low, band.high);
}

/** What ran: one of them, and all of its type. */
export function runWords(type: string | null): { one: string; many: string } {
  const many = findTypeWords(type);
  if (many !== undefined) return { one: capital(backupWords(type)), many };
  if (type === "verify") return { one: "Verification", many: "verification" };
  return { one: type ?? "Run", many: type ?? "run" };
}

const phases: Record<string, string> = {
  approval: "waiting for approval",
  queue: "waiting for the worker",
  safety: "safety backup",
  copy: "restoring files",
  replay: "replaying WAL",
  check: "checking",
  rest: "in between",
};

export function phaseWords(name: string): string {
  return phases[name] ?? name;
}

/** Against the objective, or against what is usual; null where there is nothing to compare with. */
export function verdictOf(series: Series, point: SeriesPoint): { isBad: boolean; words: string } | null {
  const { objective, unit, kind } = series;
  if (kind === "rpo" || kind === "rto") {
    if (objective === null) return null;
    const isBad = point.value > objective;
    return { isBad, words: `objective ${formatValue(unit, objective)} ${isBad ? "missed" : "met"}` };
  }
  if (objective !== null && point.value > objective) {
    return { isBad: true, words: `over the limit of ${formatValue(unit, objective)}` };
  }
  const band = series.bands.find(({ type }) => type === point.type);
  if (point.isOutlier) return { isBad: true, words: unusualWords(series, point, band) };
  return band ? { isBad: false, words: "as usual" } : null;
}

function unusualWords({ unit, kind }: Series, { value }: SeriesPoint, band: Band | undefined): string {
  const [more, less] = kind === "backup-size" ? ["larger", "smaller"] : ["longer", "shorter"];
  if (!band) return "unusual at the time";
  const usually = `usually ${formatBand(unit, band)}`;
  if (value > band.high) return `${more} than usual, ${usually}`;
  if (value < band.low) return `${less} than usual, ${usually}`;
  return `unusual at the time, now ${usually}`;
}

/** What happened at a point, without when. */
export function pointWords(series: Series, point: SeriesPoint): string {
  const value = formatValue(series.unit, point.value);
  switch (series.kind) {
    case "rpo":
      return `${value} would have been lost`;
    case "rto":
      return `restored in ${value}`;
    case "backup-duration":
      return `${runWords(point.type).one} took ${value}`;
    case "backup-size":
      return `${runWords(point.type).one} of ${value}`;
  }
}

/** The phases of a restore that took any time worth a word, in order; of many, the longest. */
export function splitWords({ phases: split }: SeriesPoint, most = Number.POSITIVE_INFINITY): string {
  const worth = (split ?? []).filter(({ ms }) => ms >= 1000);
  const longest = new Set(worth.toSorted((a, b) => b.ms - a.ms).slice(0, most));
  return worth
    .filter((phase) => longest.has(phase))
    .map(({ name, ms }) => `${phaseWords(name)} ${formatDuration(ms)}`)
    .join(", ");
}
