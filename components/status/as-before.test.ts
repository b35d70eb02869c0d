import { expect, test } from "vitest";
import { asBefore } from "./as-before.ts";

test("what cannot be asked again is no longer good, and what was wrong stays wrong", () => {
  expect(asBefore({ state: "good", words: [] })).toEqual({ state: "unknown", words: ["Was on objective"] });
  const bad = { state: "bad", words: ["RPO breached"] } as const;
  expect(asBefore({ ...bad, words: [...bad.words] })).toEqual(bad);
});
