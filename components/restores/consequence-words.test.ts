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

const countedAtMs = 1_795_400_000_000;
const computedAtMicros = `${countedAtMs}000`;

describe("what a restore costs, in words", () => {
  it("says what is lost by now and that there is a way back", () => {
    const plan = { destination: place, wayBack: "backup" } as const;
    const impact = { computedAtMicros, lostMs: 18_000 };
    expect(consequenceWords(plan, impact, countedAtMs)).toBe("lose 18 s so far; way back kept");
    expect(consequenceWords(plan, impact, countedAtMs + 1_300_000)).toBe("lose 21 min so far; way back kept");
  });

  it("never takes an unknown loss for none, nor hides that there is no way back", () => {
    const impact = { computedAtMicros, lostMs: null };
    expect(consequenceWords({ destination: place, wayBack: "none" }, impact, countedAtMs)).toBe(
      "lose an unknown amount; no way back",
    );
  });

  it("says of a copy that nothing is overwritten", () => {
    const impact = { computedAtMicros, lostMs: 1_000 };
    expect(consequenceWords({ destination: instance, wayBack: "none" }, impact, countedAtMs)).toBe(
      "nothing is overwritten",
    );
  });
});
