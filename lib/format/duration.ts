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

/** One unit, rounded to the nearest: "11–14 min", "6 s", "< 1 s–2 min" never: both ends share the larger unit. */
export function formatDurationRange(lowMs: number, highMs: number): string {
  if (!Number.isFinite(lowMs) || !Number.isFinite(highMs)) return "unknown";
  const [size, unit] = unitOf(highMs);
  const low = Math.round(lowMs / size);
  const high = Math.round(highMs / size);
  if (high === 0) return `< 1 ${unit}`;
  if (low === high) return `${high} ${unit}`;
  return `${low === 0 ? "< 1" : low}–${high} ${unit}`;
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0
    ? `${large} ${largeUnit}`
    : `${large} ${largeUnit} ${String(small).padStart(2, "0")} ${smallUnit}`;
}

function unitOf(ms: number): [number, string] {
  if (ms < 2 * minute) return [second, "s"];
  if (ms < 2 * hour) return [minute, "min"];
  if (ms < 2 * day) return [hour, "h"];
  return [day, "days"];
}
