import { expect, test } from "vitest";
import { withCounts } from "./with-counts.ts";

test("the title says what waits, and says it once", () => {
  const first = withCounts("Overview · Holdfast", { alerts: 2, approvals: 1 });
  expect(first).toBe("(2 alerts, 1 to approve) Overview · Holdfast");
  expect(withCounts(first, { alerts: 1, approvals: 0 })).toBe("(1 alert) Overview · Holdfast");
  expect(withCounts(first, { alerts: 0, approvals: 3 })).toBe("(3 to approve) Overview · Holdfast");
  expect(withCounts(first, { alerts: 0, approvals: 0 })).toBe("Overview · Holdfast");
});

test("a title that begins with brackets of its own keeps them", () => {
  expect(withCounts("(old) orders", { alerts: 0, approvals: 0 })).toBe("(old) orders");
});
