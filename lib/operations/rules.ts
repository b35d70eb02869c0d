/** The range most earlier runs fell into: the 10th to the 90th percentile; null without any. */
export function spread(durationsMs: number[]): { low: number; high: number } | null {
  if (durationsMs.length === 0) return null;
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(0.1), high: at(0.9) };
}

/** A worker that has not shown itself for this long is not counted on. */
export const WORKER_SILENT_MS = 30_000;

export function isWorkerOnline(lastSeenAt: Date, nowMicros: bigint): boolean {
  return Number(nowMicros / 1000n) - lastSeenAt.getTime() < WORKER_SILENT_MS;
}

/** What tells a step in one of several repositories from the same step in the others. */
export function repositorySuffix(repositoryName: string, isOneOfSeveral: boolean): string {
  return isOneOfSeveral ? ` (${repositoryName})` : "";
}

/**
 * The planned steps that have not begun. A preview that turns to a second repository takes the steps of the first
 * again there, under that one's name: none of them is still ahead.
 */
export function stepsAhead(planned: readonly string[], begun: readonly string[]): string[] {
  return planned.filter((step) => !begun.some((name) => name === step || name.startsWith(`${step} (`)));
}
