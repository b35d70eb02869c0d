const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Two units at most, whole numbers, rounded down: "6 s", "22 min 58 s", "4 h 02 min", "3 days 4 h". */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "unknown";
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms > 0 && ms < second) return "< 1 s";
  const seconds = Math.floor(ms / second);
  if (ms < minute) return `${seconds} s`;
  if (ms < hour) return twoUnits(Math.floor(ms / minute), "min", seconds % 60, "s");
  if (ms < day) return twoUnits(Math.floor(ms / hour), "h", Math.floor(ms / minute) % 60, "min");
  const days = Math.floor(ms / day);
  const hours = Math.floor(ms / hour) % 24;
  return `${days} ${days === 1 ? "day" : "days"}${hours > 0 && days < 14 ? ` ${hours} h` : ""}`;
}

/** From here on, nobody plans by the second. */
const coarseFromMs = 10 * minute;

/** Both ends as `formatDuration` rounds them: "4–13 s", "11–14 min", "14 s – 1 min 29 s", "under 1 min to 12 min". */
export function formatDurationRange(lowMs: number, highMs: number): string {
  if (!Number.isFinite(lowMs) || !Number.isFinite(highMs)) return "unknown";
  const unit = highMs >= coarseFromMs ? minute : second;
  const low = formatDuration(Math.floor(lowMs / unit) * unit);
  const high = formatDuration(highMs < second ? highMs : Math.floor(highMs / unit) * unit);
  if (low === high || highMs < second) return high;
  if (lowMs < unit) return `under ${formatDuration(unit)} to ${high}`;
  const [number, name, ...rest] = low.split(" ");
  const [, highName, ...highRest] = high.split(" ");
  const isOneUnit = rest.length === 0 && highRest.length === 0 && name === highName;
  return isOneUnit ? `${number}–${high}` : `${low} – ${high}`;
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0
    ? `${large} ${largeUnit}`
    : `${large} ${largeUnit} ${String(small).padStart(2, "0")} ${smallUnit}`;
}
