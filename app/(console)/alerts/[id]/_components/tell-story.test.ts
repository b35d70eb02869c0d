import { expect, test } from "vitest";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { tellStory } from "./tell-story.ts";

const alert: AlertDto = {
  id: "01a20446-35a5-712a-9359-c8d849427e79",
  rule: "backup-failed",
  severity: "critical",
  state: "firing",
  resource: null,
  subject: "orders-db",
  summary: "The full backup failed.",
  hint: null,
  details: {},
  startedAt: "2026-11-22T10:00:00.000Z",
  firedAt: "2026-11-22T10:01:00.000Z",
  resolvedAt: null,
  acknowledged: null,
  muted: null,
  deliveries: { sent: 1, pending: 0, dead: 0 },
  href: null,
};
const told = { words: "1 message delivered", isTrouble: false };
const titles = (of: AlertDto) => tellStory(of, told).map(({ title }) => title);

test("the story of an open alert ends with what has not happened yet", () => {
  expect(titles(alert)).toEqual(["Began", "Fired", "Told", "Nobody is on it yet", "Not over yet"]);
});

test("an acknowledgement after the end is told after the end", () => {
  const late = {
    ...alert,
    state: "resolved" as const,
    resolvedAt: "2026-11-22T10:05:00.000Z",
    acknowledged: { by: "Oda", at: "2026-11-22T11:00:00.000Z", comment: null },
  };
  expect(titles(late)).toEqual(["Began", "Fired", "Told", "Over", "Acknowledged by Oda"]);
});

test("an alert that never fired is not told as one that did", () => {
  const never = {
    ...alert,
    state: "resolved" as const,
    firedAt: null,
    resolvedAt: "2026-11-22T10:00:30.000Z",
  };
  expect(titles(never)).toEqual(["Began", "Over"]);
});
