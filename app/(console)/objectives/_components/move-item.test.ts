import { expect, test } from "vitest";
import { moveItem } from "./move-item.ts";

test("an item changes places and the others keep their order", () => {
  expect(moveItem(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moveItem(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
});
