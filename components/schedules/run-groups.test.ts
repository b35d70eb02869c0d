import { expect, it } from "vitest";
import { groupRuns, type NextRun } from "./run-groups.ts";

const run = (name: string, action: NextRun["action"], dueAtMicros: string): NextRun => ({
  resource: { id: name, name },
  scheduleId: action,
  action,
  dueAtMicros,
  zone: "UTC",
  obstacle: null,
});

it("puts runs of one kind at one instant on one line, in the order of their time", () => {
  const groups = groupRuns([
    run("a", "incr", "10"),
    run("b", "incr", "10"),
    run("a", "full", "10"),
    run("a", "incr", "20"),
  ]);
  expect(groups.map((group) => group.map(({ resource }) => resource.name))).toEqual([
    ["a", "b"],
    ["a"],
    ["a"],
  ]);
});
