import { formatDuration } from "./duration.ts";
import type { Micros } from "./instant.ts";

/** One unit is enough beside an absolute time: "6 s ago", "4 min ago", "in 23 h", "2 days ago". */
export function formatRelative(micros: Micros, now: Micros): string {
  const ms = Number((BigInt(now) - BigInt(micros)) / 1000n);
  const span = oneUnit(Math.abs(ms));
  if (span === null) return "just now";
  return ms >= 0 ? `${span} ago` : `in ${span}`;
}

function oneUnit(ms: number): string | null {
  if (ms < 1000) return null;
  const [large = "", unit = ""] = formatDuration(ms).split(" ");
  return `${large} ${unit}`;
}
