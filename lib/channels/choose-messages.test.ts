import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseMessages, READ_SINGLY } from "./choose-messages.ts";

const nowMs = 1_000_000_000;
const due = (count: number, changes: Partial<Parameters<typeof chooseMessages>[0][number]> = {}) =>
  Array.from({ length: count }, (_, at) => ({
    id: `m${at}`,
    event: "fired",
    createdAtMs: nowMs,
    accepted: "[]",
    ...changes,
  }));
const mail = { kind: "email" as const, sentLately: 0, nowMs };

test("a few go one by one, many go together at once", () => {
  expect(chooseMessages(due(READ_SINGLY), mail)).toEqual(["m0"]);
  expect(chooseMessages(due(READ_SINGLY + 1), mail)).toHaveLength(READ_SINGLY + 1);
});

test("in a storm they are gathered for a minute; a test is not", () => {
  const stormy = { ...mail, sentLately: READ_SINGLY };
  expect(chooseMessages(due(3), stormy)).toEqual([]);
  expect(chooseMessages(due(3, { createdAtMs: nowMs - 60_000 }), stormy)).toHaveLength(3);
  expect(chooseMessages([...due(3), ...due(1, { id: "t", event: "test" })], stormy)).toEqual(["t"]);
});

test("a webhook gets each by itself, and what some recipients have already goes apart", () => {
  expect(chooseMessages(due(500), { ...mail, kind: "webhook" })).toEqual(["m0"]);
  const mixed = [
    ...due(6, { accepted: '["a@example.com"]' }),
    ...due(6).map((each) => ({ ...each, id: `n${each.id}` })),
  ];
  expect(chooseMessages(mixed, mail)).toEqual(["m0", "m1", "m2", "m3", "m4", "m5"]);
});

test("nothing waits longer than a minute", () => {
  const message = fc.record({
    id: fc.uuid(),
    event: fc.constantFrom("fired", "resolved", "info"),
    createdAtMs: fc.integer({ min: nowMs - 200_000, max: nowMs - 60_000 }),
    accepted: fc.constantFrom("[]", "[1]"),
  });
  fc.assert(
    fc.property(fc.array(message, { minLength: 1 }), fc.nat(1000), (messages, sentLately) => {
      const sorted = messages.toSorted((a, b) => a.createdAtMs - b.createdAtMs);
      expect(chooseMessages(sorted, { ...mail, sentLately })).toContain(sorted[0]?.id);
    }),
  );
});
