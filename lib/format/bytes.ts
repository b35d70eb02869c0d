const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/** Sizes in IEC units, three significant digits at most: "48.2 GiB", "212 GiB", "0 B". */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return "unknown";
  let value = Math.abs(bytes);
  let unit = 0;
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${bytes < 0 ? "−" : ""}${value.toFixed(digits)} ${units[unit]}`;
}

/** Both ends in the larger one's unit: "41–44 GiB", "0.4–1.2 TiB", "512 B". */
export function formatBytesRange(low: number, high: number): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return "unknown";
  const unit = Math.min(Math.max(0, Math.floor(Math.log2(Math.max(1, high)) / 10)), units.length - 1);
  const size = 1024 ** unit;
  const digits = unit === 0 || high / size >= 9.95 ? 0 : 1;
  const [from, to] = [(low / size).toFixed(digits), (high / size).toFixed(digits)];
  return `${from === to ? to : `${from}–${to}`} ${units[unit]}`;
}
