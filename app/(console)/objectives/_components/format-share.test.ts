import { expect, test } from "vitest";
import { formatShare } from "./format-share.ts";

test("everything and nothing are only said when it is exactly so", () => {
  const shares = [1, 0.99999, 0.9994, 0.99951, 0.951, 0.5, 0.008, 0.0001, 0];
  expect(shares.map(formatShare)).toEqual([
    "100 %",
    "> 99.99 %",
    "99.94 %",
    "99.95 %",
    "95.1 %",
    "50 %",
    "0.8 %",
    "< 0.1 %",
    "0 %",
  ]);
});
