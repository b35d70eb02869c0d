import { expect, test } from "vitest";
import { byUrgency } from "./by-urgency.ts";
import { groupAlerts } from "./group-alerts.ts";

const acknowledged = { by: "Oda", at: "2026-11-22T10:00:00.000Z", comment: null };

test("every open alert is in exactly one group", () => {
  const waiting = { state: "firing", acknowledged: null, muted: null } as const;
  const muted = { state: "firing", acknowledged: null, muted: "Silenced until noon." } as const;
  const taken = { state: "firing", acknowledged, muted: null } as const;
  const takenAndMuted = { state: "firing", acknowledged, muted: "Silenced until noon." } as const;
  const pending = { state: "pending", acknowledged: null, muted: "Silenced until noon." } as const;
  expect(groupAlerts([waiting, muted, taken, takenAndMuted, pending])).toEqual({
    waiting: [waiting],
    muted: [muted],
    acknowledged: [taken, takenAndMuted],
    pending: [pending],
  });
});

test("critical comes before warning, and what is wrong for longer before what is new", () => {
  const at = (severity: "critical" | "warning" | "info", minute: string) => ({
    severity,
    startedAt: `2026-11-22T10:${minute}:00.000Z`,
  });
  const alerts = [at("info", "00"), at("critical", "09"), at("warning", "01"), at("critical", "02")];
  expect(byUrgency(alerts)).toEqual([
    at("critical", "02"),
    at("critical", "09"),
    at("warning", "01"),
    at("info", "00"),
  ]);
});
