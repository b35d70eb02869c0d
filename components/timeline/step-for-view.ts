const second = 1_000_000n;
const niceSteps = [
  ...[second / 10n, second, 5n * second, 10n * second, 30n * second],
  ...[60n, 300n, 600n, 1_800n, 3_600n, 10_800n, 21_600n].map((seconds) => seconds * second),
];

/** How far one arrow key moves: a round step that is visible at this zoom. */
export function stepForView(microsPerPixel: number): bigint {
  const wanted = microsPerPixel * 4;
  return niceSteps.find((step) => Number(step) >= wanted) ?? 21_600n * second;
}
