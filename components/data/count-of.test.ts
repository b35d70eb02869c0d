import { expect, test } from "vitest";
import { countOf } from "./count-of.ts";

const failed = { error: new Error("no answer"), isFetched: true };
const answered = { error: null, isFetched: true };

test.each([
  ["was never asked", { data: undefined, error: null, isFetched: false }, 0],
  ["is answered", { data: 3, ...answered }, 3],
  ["is answered with none", { data: 0, ...answered }, 0],
  ["could not be asked", { data: undefined, ...failed }, null],
  ["can no longer be asked", { data: 3, ...failed }, 3],
  ["was none, and can no longer be asked", { data: 0, ...failed }, null],
])("a count that %s", (_, query, expected) => {
  expect(countOf(query, (answer) => answer)).toBe(expected);
});
