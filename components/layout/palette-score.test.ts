import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paletteScore } from "./palette-score.ts";

const sentence = "R-118 · Put orders-db back to 2026-11-22 14:03:10 +01:00, in place";

/** Titles that are found, best first; equal ones keep their order. */
function found(typed: string, ...titles: string[]): string[] {
  return titles
    .map((title) => ({ title, score: paletteScore(title, typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ title }) => title);
}

describe("what the palette finds", () => {
  test("an action comes before a page that only begins like it, and a sentence without the words is not found", () => {
    expect(found("back up", sentence, "Backups", "Back up orders-db…")).toEqual([
      "Back up orders-db…",
      "Backups",
    ]);
  });

  test("letters are looked for in one word, never scattered over several", () => {
    expect(found("bckp", sentence, "Backups")).toEqual(["Backups"]);
    expect(found("aud", "Back up orders-db…", "Audit log", sentence)).toEqual(["Audit log"]);
  });

  test("a restore is found by its number, and no other number is found with it first", () => {
    expect(found("r-1", "R-118 · Restore x", "R-1 · Restore x")[0]).toBe("R-1 · Restore x");
    expect(found("118", sentence, "R-117 · Restore x")).toEqual([sentence]);
  });

  test("a plan's code and the reason are known words, after the title's own", () => {
    const known = ["F0CE 1A2B", "INC-4711: wrong batch at 14:03"];
    expect(paletteScore(sentence, "f0ce", known)).toBeGreaterThan(0);
    expect(paletteScore(sentence, "F0CE 1A2B", known)).toBeGreaterThan(0);
    expect(paletteScore(sentence, "inc-4711 batch", known)).toBeGreaterThan(0);
    expect(paletteScore(sentence, "f0cf", known)).toBe(0);
    expect(paletteScore(sentence, "orders", known)).toBeGreaterThan(
      paletteScore("R-1 · x", "orders", ["orders"]),
    );
  });

  test("whatever is typed, a title is found by itself and no score leaves 0 to 1", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (title, typed, known) => {
        expect(paletteScore(title, title, known)).toBeCloseTo(1);
        const score = paletteScore(title, typed, known);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });
});
