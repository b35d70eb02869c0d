/** "100 %" and "0 %" only when it is exactly so: one missed minute in a month is not none. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent <= 0) return "0 %";
  if (percent >= 100) return "100 %";
  if (percent > 99.99) return "> 99.99 %";
  if (percent < 0.1) return "< 0.1 %";
  const digits = percent > 99.9 || percent < 0.1 ? 2 : percent > 10 && percent < 90 ? 0 : 1;
  // Rounding must not reach what is not so.
  return `${Math.min(Number(percent.toFixed(digits)), 99.99)} %`;
}
