import { describe, expect, it } from "vitest";
import { matchesFilter, orderResources } from "./order-resources.ts";

const row = (name: string, state: "good" | "warning" | "bad" | "unknown", words: string[] = []) => ({
  resource: { name, host: "db-1", tier: "standard" as const },
  state,
  words,
});

describe("the rows of the overview", () => {
  it("begin with what needs a person, and unknown comes before warnings", () => {
    const rows = [
      row("d", "good"),
      row("c", "warning"),
      row("b", "unknown"),
      row("z", "bad"),
      row("a", "bad"),
    ];
    expect(orderResources(rows).map((one) => one.resource.name)).toEqual(["a", "z", "b", "c", "d"]);
  });

  it("are found by name, host and state", () => {
    const one = row("orders-db", "bad", ["RPO breached"]);
    expect(
      ["ORDERS", "db-1", "breached", "standard", " "].map((text) => matchesFilter(one, text, false)),
    ).toEqual([true, true, true, true, true]);
    expect(matchesFilter(one, "billing", false)).toBe(false);
  });

  it("that are not known to be good need attention", () => {
    expect(matchesFilter(row("a", "unknown"), "", true)).toBe(true);
    expect(matchesFilter(row("a", "good"), "", true)).toBe(false);
  });
});
