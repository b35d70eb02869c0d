/** What happened to the runs of a day, or of a span. */
export interface RunCounts {
  expected: number;
  succeeded: number;
  failed: number;
  missed: number;
  running: number;
}

export const noRuns: RunCounts = { expected: 0, succeeded: 0, failed: 0, missed: 0, running: 0 };

/**
 * Succeeded ÷ expected, where a run that never started in time counts as expected and not as succeeded, even when a
 * later one made it good. What is not decided yet (waiting or running) is in neither. Null when nothing was decided.
 */
export function successRate(past: readonly RunCounts[]): {
  successRate: number | null;
  expectedCount: number;
  succeededCount: number;
} {
  const sum = (pick: (each: RunCounts) => number) => past.reduce((total, each) => total + pick(each), 0);
  const succeededCount = sum(({ succeeded }) => succeeded);
  const expectedCount = sum(({ succeeded, failed, missed }) => succeeded + failed + missed);
  return {
    successRate: expectedCount === 0 ? null : succeededCount / expectedCount,
    expectedCount,
    succeededCount,
  };
}
