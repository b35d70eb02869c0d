import { describe, expect, it } from "vitest";
import { chainWords } from "#components/timeline/chain-words.ts";
import { setOf } from "#components/timeline/timeline-fixtures.ts";

const hour = 3_600_000_000;

/** Newest first, as they come from the server. */
function chainOf(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const place = count - 1 - index;
    return setOf(`${place * hour}`, place === 0 ? "full" : "incr", { prior: place === 0 ? null : index + 1 });
  });
}

describe("what a restore starts from, in words", () => {
  it("names every set of a short chain", () => {
    expect(chainWords(chainOf(3), BigInt(9 * hour), "UTC")).toBe(
      "from full 00:00 + incr 01:00 + incr 02:00 + WAL",
    );
  });

  it("names the ends of a long one and counts what is between", () => {
    expect(chainWords(chainOf(20), BigInt(99 * hour), "UTC")).toBe(
      "from full 00:00 + 18 sets between + incr 19:00 + WAL",
    );
  });

  it("says nothing where no set lies behind", () => {
    expect(chainWords([setOf(`${hour}`, "full")], 0n, "UTC")).toBe("");
  });
});
