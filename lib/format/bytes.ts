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
