import { describe, expect, test } from "vitest";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";

describe("what is weaker", () => {
  const base: RetentionRules = { full: { keepDays: 90 }, diff: {}, incr: { keepDays: 7 }, minimumFulls: 2 };

  test("is said in words", () => {
    expect(retentionWeakenings(base, { ...base, full: { keepDays: 30 }, incr: {}, minimumFulls: 1 })).toEqual(
      [
        "Can go back: 90 days → 30 days.",
        "Full sets: 90 days → 30 days.",
        "Incremental sets: 7 days → as long as their full set.",
        "Full sets that always stay: 2 → 1.",
      ],
    );
  });

  test("a number of sets does not stand for a number of days", () => {
    expect(retentionWeakenings(base, { ...base, full: { keepCount: 10_000 } })).toEqual([
      "Full sets: 90 days → no days.",
    ]);
    expect(retentionWeakenings(base, { ...base, full: { keepDays: 90, keepCount: 3 } })).toEqual([]);
  });

  test("any policy is weaker than none", () => {
    expect(retentionWeakenings(null, base)).toEqual([
      "Until now nothing expires; from then on sets that the policy does not keep go.",
      "Can go back: for ever → 90 days.",
    ]);
  });
});
