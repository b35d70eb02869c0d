import { describe, expect, it } from "vitest";
import { lossSoFar, lossWords } from "#components/restores/loss-words.ts";

const countedAtMs = 1_795_400_000_000;
const minute = 60_000;
const impact = {
  computedAtMicros: `${countedAtMs}000`,
  lostMs: 18_516,
  lostCommits: { count: 29, isExact: true },
  lostWalBytes: 4096,
};
const open = (waitedMs: number) => ({ kind: "open", nowMs: countedAtMs + waitedMs }) as const;

describe("what an in-place restore loses, in words", () => {
  it("grows while the request waits, and says what was counted and when", () => {
    expect(lossWords(impact, open(22 * minute))).toEqual({
      span: "22 min so far, and growing",
      counted:
        "29 commits (4.0 KiB of WAL) in the first 18 s were counted 22 min ago; what came after was not.",
    });
    expect(lossWords(impact, open(0)).span).toBe("18 s so far, and growing");
    expect(lossSoFar(impact, countedAtMs + 4 * 60 * minute)).toBe("4 h so far");
  });

  it("stops growing when the restore begins", () => {
    expect(lossWords(impact, { kind: "begun", atMs: countedAtMs + 16 * minute })).toEqual({
      span: "16 min 18 s until it began",
      counted:
        "29 commits (4.0 KiB of WAL) in the first 18 s were counted before it was asked for; what came after was not.",
    });
  });

  it("says of a request that was not carried out what was counted, and no more", () => {
    const one = { ...impact, lostWalBytes: null, lostCommits: { count: 1, isExact: false } };
    expect(lossWords(one, { kind: "never" })).toEqual({
      span: "18 s when it was worked out",
      counted: "About 1 commit was counted.",
    });
  });

  it("never takes an unknown loss for none", () => {
    const unknown = { ...impact, lostMs: null, lostCommits: null };
    expect(lossWords(unknown, open(minute))).toEqual({
      span: "how much that is could not be worked out",
      counted: "How many commits that is could not be counted.",
    });
    expect(lossSoFar(unknown, countedAtMs)).toBe("an unknown amount");
  });

  it("is never less than what was counted, however wrong the browser's clock is", () => {
    expect(lossWords(impact, open(-5 * minute))).toEqual({
      span: "18 s so far, and growing",
      counted:
        "29 commits (4.0 KiB of WAL) in the first 18 s were counted just now; what came after was not.",
    });
  });
});
