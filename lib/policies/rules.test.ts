import { describe, expect, it } from "vitest";
import { isoToMicros } from "#lib/format/instant.ts";
import { describeSchedule } from "./describe-schedule.ts";
import { assertSchedules, defaultRules, retentionSentence } from "./rules.ts";
import { policyRules } from "./schema.ts";

describe("the runbook's policy", () => {
  it("is a sound policy that reads as the runbook does", () => {
    expect(policyRules.parse(defaultRules)).toEqual(defaultRules);
    expect(() => assertSchedules(defaultRules.schedules)).not.toThrow();
    const now = isoToMicros("2026-11-22T12:00:00Z");
    expect(defaultRules.schedules.map((each) => describeSchedule(each, now).sentence)).toEqual([
      "A full backup every day at 02:00 (UTC)",
      "An incremental backup on the hour, every 4 hours (UTC)",
      "A check of every stored file every Sunday at 05:30 (UTC)",
    ]);
    expect(retentionSentence(defaultRules.retention)).toBe(
      "Full sets 90 days; differential sets 7 days; incremental sets 7 days; never fewer than 2 full sets.",
    );
  });
});

describe("a schedule in words", () => {
  it("has its next five runs in its zone and in UTC, with what the clocks do to them", () => {
    const rule = {
      id: "full",
      action: "full",
      cron: "30 2 * * *",
      zone: "Europe/Berlin",
      graceSeconds: 90,
    } as const;
    const { nextRuns } = describeSchedule(rule, isoToMicros("2026-03-27T12:00:00Z"));
    expect(nextRuns.map(({ local, utc, note }) => [local, utc, note])).toEqual([
      ["Sat 2026-03-28 02:30 +01:00", "2026-03-28 01:30 UTC", null],
      [
        "Sun 2026-03-29 03:00 +02:00",
        "2026-03-29 01:00 UTC",
        "Clocks go forward: 02:30 does not exist that day, so it runs at 03:00.",
      ],
      ["Mon 2026-03-30 02:30 +02:00", "2026-03-30 00:30 UTC", null],
      ["Tue 2026-03-31 02:30 +02:00", "2026-03-31 00:30 UTC", null],
      ["Wed 2026-04-01 02:30 +02:00", "2026-04-01 00:30 UTC", null],
    ]);
  });

  it("that cannot be read is refused by name", () => {
    const rule = { id: "odd", action: "full", cron: "0 25 * * *", zone: "UTC", graceSeconds: 90 } as const;
    expect(() => assertSchedules([rule])).toThrow(/odd .*hour/);
  });
});
