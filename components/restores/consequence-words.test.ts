import { describe, expect, it } from "vitest";
import { consequenceWords } from "#components/restores/consequence-words.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

const place: RestorePlan["destination"] = {
  kind: "in-place",
  host: "db-1",
  dataDirectory: "/var/lib/orders",
  systemIdentifier: null,
  state: "running",
};
const instance: RestorePlan["destination"] = {
  kind: "new-instance",
  host: "db-1",
  dataDirectory: "/var/lib/copy",
  port: 5500,
};

describe("what a restore costs, in words", () => {
  it("says what is lost and that there is a way back", () => {
    const impact = { lostMs: 1_378_000, lostCommits: { count: 12, isExact: true } };
    expect(consequenceWords({ destination: place, wayBack: "backup" }, impact)).toBe(
      "lose 22 min 58 s; way back kept",
    );
  });

  it("never takes an unknown loss for none, nor hides that there is no way back", () => {
    const impact = { lostMs: null, lostCommits: null };
    expect(consequenceWords({ destination: place, wayBack: "none" }, impact)).toBe(
      "lose an unknown amount; no way back",
    );
  });

  it("says that nothing is lost only when every commit was counted", () => {
    const plan = { destination: place, wayBack: "backup" } as const;
    const none = { count: 0, isExact: true };
    expect(consequenceWords(plan, { lostMs: 5_000, lostCommits: none })).toBe(
      "lose nothing that was committed; way back kept",
    );
    expect(consequenceWords(plan, { lostMs: 5_000, lostCommits: { ...none, isExact: false } })).toMatch(
      /^lose 5/,
    );
  });

  it("counts what was written while the request waited as lost", () => {
    const plan = { destination: place, wayBack: "backup" } as const;
    const none = { lostMs: 0, lostCommits: { count: 0, isExact: true } };
    expect(consequenceWords(plan, none, 4 * 3_600_000)).toMatch(/^lose up to 4 h/);
    expect(consequenceWords(plan, { lostMs: 8_000, lostCommits: null }, 120_000)).toMatch(
      /^lose up to 2 min 0?8 s/,
    );
  });

  it("says of a copy that nothing is overwritten", () => {
    const impact = { lostMs: 1_000, lostCommits: null };
    expect(consequenceWords({ destination: instance, wayBack: "none" }, impact)).toBe(
      "nothing is overwritten",
    );
  });
});
