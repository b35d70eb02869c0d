import { expect, test } from "vitest";
import { percentile } from "./percentile.ts";

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test("a percentile is a value that was measured, whatever the order they came in", () => {
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 0.95)).toBe(95);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([1, 1000], 0.95)).toBe(1000);
});

test("of nothing there is none", () => {
  expect(percentile([], 0.5)).toBeNaN();
});
