import { describe, expect, it } from "vitest";
import { matchesFilter, orderResources, type ResourceOrder } from "./order-resources.ts";

type Row = Parameters<typeof orderResources>[0][number];

const row = (name: string, state: Row["state"], changes: Partial<Row> = {}): Row => ({
  resource: { name, host: "db-1", tier: "standard", system: null },
  state,
  words: [],
  rpo: { kind: "known", lossMs: 0, safeMicros: "1", sampledAtMicros: "1" },
  rto: null,
  proven: null,
  restorableTo: null,
  ...changes,
});
const loss = (lossMs: number): Row["rpo"] => ({
  kind: "known",
  lossMs,
  safeMicros: "1",
  sampledAtMicros: "1",
});
const took = (highMs: number): Row["rto"] => ({ lowMs: 1, highMs, lastMs: 1, lastAtMicros: "1", count: 1 });
const names = (rows: Row[], by: ResourceOrder) => orderResources(rows, by).map((one) => one.resource.name);

describe("the rows of the overview", () => {
  it("begin with what needs a person, and unknown comes before warnings", () => {
    const rows = [
      row("d", "good"),
      row("c", "warning"),
      row("b", "unknown"),
      row("z", "bad"),
      row("a", "bad"),
    ];
    expect(names(rows, "urgency")).toEqual(["a", "z", "b", "c", "d"]);
  });

  it("count in names as people do", () => {
    expect(names([row("db-10", "good"), row("db-9", "bad")], "name")).toEqual(["db-9", "db-10"]);
  });

  it("begin with the worst by whatever they are ordered, and what is not known is worst", () => {
    const unknown: Row["rpo"] = { kind: "unknown", why: "x", lastSafeMicros: null };
    const rows = [
      row("small", "good", {
        rpo: loss(1),
        rto: took(5),
        restorableTo: "1795356190000000",
        proven: { label: "x", restoredAt: "2026-11-22T14:00:00.000Z" },
      }),
      row("large", "good", {
        rpo: loss(2),
        rto: took(9),
        restorableTo: "1795356180000000",
        proven: { label: "x", restoredAt: "2026-11-21T14:00:00.000Z" },
      }),
      row("none", "good", { rpo: unknown }),
      row("another", "good", { rpo: unknown }),
    ];
    const expected = ["another", "none", "large", "small"];
    for (const by of ["loss", "duration", "restorable", "proven"] as const)
      expect(names(rows, by)).toEqual(expected);
  });

  const all = { q: "", state: null, system: null };

  it("are found by name, host, tier, system and what is said of them", () => {
    const one = row("orders-db", "bad", {
      words: ["RPO breached"],
      resource: { name: "orders-db", host: "db-1", tier: "standard", system: "Shop" },
    });
    for (const q of ["ORDERS", "db-1", "breached", "standard", "shop", " "])
      expect(matchesFilter(one, { ...all, q })).toBe(true);
    expect(matchesFilter(one, { ...all, q: "billing" })).toBe(false);
    expect(matchesFilter(one, { ...all, system: "Shop" })).toBe(true);
    expect(matchesFilter(one, { ...all, system: "Other" })).toBe(false);
  });

  it("that are not known to be good need attention", () => {
    expect(matchesFilter(row("a", "unknown"), { ...all, state: "attention" })).toBe(true);
    expect(matchesFilter(row("a", "good"), { ...all, state: "attention" })).toBe(false);
    expect(matchesFilter(row("a", "warning"), { ...all, state: "bad" })).toBe(false);
  });
});
