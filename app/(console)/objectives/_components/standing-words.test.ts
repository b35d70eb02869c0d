import { describe, expect, test } from "vitest";
import type { ObjectivesDto, ResourceObjectives } from "#lib/objectives/schema.ts";
import { answerOf, standingOf } from "./standing-words.ts";

const minute = 60_000;

function resource(nowMs: number | null, rangeMinutes: [number, number, number] | null): ResourceObjectives {
  const [low = 0, mid = 0, high = 0] = rangeMinutes ?? [];
  return {
    resource: { id: "0193a000-0000-7000-8000-0000000000b1", name: "orders-db" },
    rpo: { targetSeconds: 300, nowMs, withinShare: 1, seenShare: 1, worstMs: nowMs, breachCount: 0 },
    rto: {
      targetSeconds: 1800,
      lastMs: mid * minute,
      lastAtMicros: "1",
      projection: rangeMinutes && {
        lowMs: low * minute,
        midMs: mid * minute,
        highMs: high * minute,
        runs: 3,
        approvalMs: 0,
        todayBytes: 1,
      },
    },
  };
}

const states = (one: ResourceObjectives) => standingOf(one).map(({ tone, words }) => `${tone}: ${words}`);

describe("how a resource stands today", () => {
  test("what is not known is never good, and the worst comes first", () => {
    expect(states(resource(null, null))).toEqual([
      "unknown: Possible loss unknown",
      "unknown: Never restored",
    ]);
    expect(states(resource(6 * minute, null))[0]).toBe("bad: RPO missed");
    expect(states(resource(0, [10, 12, 20]))).toEqual(["good: RPO met", "good: RTO would be met"]);
  });

  test("a restore that might be late is a risk; one that would be is missed", () => {
    expect(states(resource(0, [10, 20, 31]))[0]).toBe("warn: RTO at risk");
    expect(states(resource(0, [20, 31, 50]))[0]).toBe("bad: RTO would be missed");
  });
});

describe("the answer in one line", () => {
  const answer = (resources: ResourceObjectives[], projection: ObjectivesDto["complete"]["projection"]) =>
    answerOf({
      resources,
      systems: [],
      complete: { name: "Everything", targetSeconds: 7200, resources: [], projection, neverRestored: [] },
    });

  test("says what is wrong before what is not known", () => {
    const some = [resource(6 * minute, null), resource(null, [1, 2, 3])];
    expect(answer(some, null)).toBe(
      "1 of 2 would lose too much now · 1 of 2 never restored · not known whether everything would be back within 2 h",
    );
  });

  test("says that all is well only when all is known", () => {
    const range = { lowMs: 20 * minute, midMs: 30 * minute, highMs: 40 * minute };
    expect(answer([resource(0, [10, 12, 20])], range)).toBe(
      "Nothing would lose too much now · every restore would be in time · everything would be back in 20–40 min of 2 h",
    );
    expect(answer([resource(null, null)], null)).toContain("What would be lost now is unknown");
  });
});
