import { expect, test } from "vitest";
import { describeFact, isWorthShowing } from "./describe-fact.ts";

const textOf = (name: string, value: unknown) => {
  const fact = describeFact(name, value);
  return [fact.label, fact.value.kind === "text" ? fact.value.text : fact.value.at];
};

test("the unit in a detail's name becomes part of its value, not of its label", () => {
  expect(textOf("sizeBytes", 3 * 1024 ** 3)).toEqual(["Size", "3.0 GiB"]);
  expect(textOf("durationMs", 95_000)).toEqual(["Duration", "1 min 35 s"]);
  expect(textOf("targetSeconds", 300)).toEqual(["Target", "5 min"]);
});

test("an instant stays an instant, so that it can be shown in the reader's zone", () => {
  expect(describeFact("lastSeenAt", "2026-11-22T10:00:00.000Z")).toEqual({
    label: "Last seen",
    value: { kind: "instant", at: "2026-11-22T10:00:00.000Z" },
  });
});

test("what is not there is unknown, never empty or zero", () => {
  expect(textOf("rpoMs", null)).toEqual(["RPO", "unknown"]);
  expect(textOf("missingSets", [])).toEqual(["Missing sets", "none"]);
});

test("ids, empty lists and what is not known are not shown", () => {
  const id = "01a204fe-70b8-7405-af50-ef5e74e7a406";
  expect([id, [id, id], [], null].map(isWorthShowing)).toEqual([false, false, false, false]);
  expect(["000000030000000000000042", 0, false, ["full"]].map(isWorthShowing)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test("nested details are one line of words", () => {
  expect(textOf("expectedBytes", { low: 1024, high: 2048 })).toEqual([
    "Expected",
    "low 1.0 KiB, high 2.0 KiB",
  ]);
});
