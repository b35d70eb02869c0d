import { describe, expect, test } from "vitest";
import { addCounts, closingLine, countPlaywright, countVitest, withExitCode } from "./result-counts.ts";

const vitestReport = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [],
};

describe("the suite's totals", () => {
  test("a test file that cannot be loaded counts as failed", () => {
    const report = { ...vitestReport, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(countVitest(report)).toEqual({ passed: 7, failed: 1, skipped: 2 });
  });

  test("a journey that passed only at the second try counts as failed", () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
    expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  test("an error outside every journey counts as failed", () => {
    const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };
    expect(countPlaywright({ stats, errors: [{ message: "no server" }] }).failed).toBe(1);
  });

  test("a runner that ended badly has failed although each of its tests passed", () => {
    expect(withExitCode(countVitest(vitestReport), 1).failed).toBe(1);
    expect(withExitCode(countVitest(vitestReport), 0).failed).toBe(0);
  });

  test("a report of another shape is refused rather than counted as nothing", () => {
    expect(() => countVitest({})).toThrow();
    expect(() => countPlaywright({ stats: {} })).toThrow();
  });

  test("the closing line names what was skipped only when something was", () => {
    const one = { passed: 1, failed: 0, skipped: 0 };
    expect(closingLine(addCounts([one, one]))).toBe("2 passed, 0 failed");
    expect(closingLine(addCounts([one, { ...one, skipped: 2 }]))).toBe("2 passed, 0 failed, 2 skipped");
  });
});
