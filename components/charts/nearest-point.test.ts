import { expect, test } from "vitest";
import { nearestPoint } from "./nearest-point.ts";

const plot = { width: 100, height: 100 };

test("the point beside the pointer is taken; of two above each other, the nearer one", () => {
  const points = [
    { name: "left", x: 0.1, y: 0.5 },
    { name: "high", x: 0.6, y: 0.9 },
    { name: "low", x: 0.6, y: 0.1 },
  ];
  const at = (x: number, y: number) => nearestPoint(points, { x, y }, plot)?.name;
  expect(at(12, 95)).toBe("left");
  expect(at(61, 20)).toBe("high");
  expect(at(61, 80)).toBe("low");
  expect(nearestPoint([], { x: 1, y: 1 }, plot)).toBeUndefined();
});
