import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";

export interface DescribedFact {
  label: string;
  /** An instant is shown in the reader's zone; everything else is text. */
  value: { kind: "text"; text: string } | { kind: "instant"; at: string };
}

/** One detail of an alert, in words: its name says the unit ("sizeBytes", "durationMs", "lastSeenAt"). */
export function describeFact(name: string, value: unknown): DescribedFact {
  const [stem, unit] = splitUnit(name);
  const label = wordsOf(stem);
  if (typeof value === "string" && isInstant(value)) return { label, value: { kind: "instant", at: value } };
  return { label, value: { kind: "text", text: textOf(value, unit) } };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of other things are where the page's links lead; what is not known is nothing to show. */
export function isWorthShowing(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isWorthShowing);
  return value !== null && !(typeof value === "string" && uuid.test(value));
}

type Unit = "bytes" | "ms" | "seconds" | "micros" | "at" | null;

const suffixes: readonly [string, Unit][] = [
  ["Bytes", "bytes"],
  ["Seconds", "seconds"],
  ["Micros", "micros"],
  ["Ms", "ms"],
  ["At", "at"],
];

function splitUnit(name: string): [string, Unit] {
  for (const [suffix, unit] of suffixes) {
    if (name.endsWith(suffix) && name.length > suffix.length) return [name.slice(0, -suffix.length), unit];
  }
  return [name, null];
}

function wordsOf(stem: string): string {
  const words = stem
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase()
    .trim();
  return words
    .replace(/\b(rpo|rto|wal|lsn|id|url)\b/g, (word) => word.toUpperCase())
    .replace(/^./, (letter) => letter.toUpperCase());
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text);
}

function textOf(value: unknown, unit: Unit): string {
  if (value === null || value === undefined || value === "") return "unknown";
  if (Array.isArray(value))
    return value.length === 0 ? "none" : value.map((one) => textOf(one, unit)).join(", ");
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([name, part]) => `${wordsOf(name).toLowerCase()} ${textOf(part, unit)}`)
      .join(", ");
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  const number = typeof value === "number" ? value : Number.NaN;
  if (Number.isFinite(number)) {
    if (unit === "bytes") return formatBytes(number);
    if (unit === "ms") return formatDuration(number);
    if (unit === "seconds") return formatDuration(number * 1000);
    return number.toLocaleString("en", { maximumFractionDigits: 2 });
  }
  return String(value);
}
