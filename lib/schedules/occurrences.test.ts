import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { isoToMicros, microsToIso } from "#lib/format/instant.ts";
import { clockChange } from "./clock-change.ts";
import { cronProblem, nextOccurrences, occurrencesBetween } from "./occurrences.ts";

/** Without the fraction, which is always zero. */
const iso = (micros: bigint) => microsToIso(micros).replace(".000000Z", "Z");

function between(cron: string, zone: string, from: string, to: string): string[] {
  return occurrencesBetween({ cron, zone }, isoToMicros(from) - 1n, isoToMicros(to), 1000).map(iso);
}

describe("where clocks go forward", () => {
  it("a time of day that does not exist runs once, when the gap ends", () => {
    expect(between("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z")).toEqual([
      "2026-03-28T01:30:00Z",
      "2026-03-29T01:00:00Z",
      "2026-03-30T00:30:00Z",
    ]);
    expect(between("15 2 * * *", "America/New_York", "2026-03-08T00:00:00Z", "2026-03-09T12:00:00Z")).toEqual(
      ["2026-03-08T07:00:00Z", "2026-03-09T06:15:00Z"],
    );
    expect(
      between("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", "2026-10-05T00:00:00Z"),
    ).toEqual(["2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"]);
  });

  it("what runs every few hours or minutes keeps to the times that exist", () => {
    expect(between("0 */4 * * *", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T08:00:00Z")).toEqual([
      "2026-03-28T23:00:00Z",
      "2026-03-29T02:00:00Z",
      "2026-03-29T06:00:00Z",
    ]);
    expect(between("*/30 * * * *", "Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")).toEqual([
      "2026-03-29T00:30:00Z",
      "2026-03-29T01:00:00Z",
      "2026-03-29T01:30:00Z",
    ]);
  });
});

describe("where clocks go back", () => {
  it("a time of day that comes twice runs the first time only", () => {
    expect(between("30 2 * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-26T12:00:00Z")).toEqual([
      "2026-10-25T00:30:00Z",
      "2026-10-26T01:30:00Z",
    ]);
    expect(between("30 1 * * *", "America/New_York", "2026-11-01T00:00:00Z", "2026-11-02T12:00:00Z")).toEqual(
      ["2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"],
    );
  });

  it("asked from within the repeated hour, it does not run again", () => {
    const rule = { cron: "30 2 * * *", zone: "Europe/Berlin" };
    expect(nextOccurrences(rule, isoToMicros("2026-10-25T00:45:00Z"), 1).map(iso)).toEqual([
      "2026-10-26T01:30:00Z",
    ]);
  });

  it("what runs every hour runs in both", () => {
    expect(between("0 * * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z")).toEqual([
      "2026-10-25T00:00:00Z",
      "2026-10-25T01:00:00Z",
      "2026-10-25T02:00:00Z",
    ]);
  });
});

describe("every schedule", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Havana",
  );

  it("of one time a day runs exactly once on every day of a year, in any zone", () => {
    fc.assert(
      fc.property(zones, fc.nat(23), fc.nat(59), (zone, hour, minute) => {
        const from = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`);
        const to = Temporal.ZonedDateTime.from(`2027-01-01T00:00[${zone}]`);
        const micros = (at: Temporal.ZonedDateTime) => at.epochNanoseconds / 1000n;
        const runs = occurrencesBetween(
          { cron: `${minute} ${hour} * * *`, zone },
          micros(from) - 1n,
          micros(to) - 1n,
          1000,
        );
        const days = runs.map((at) =>
          Temporal.Instant.fromEpochNanoseconds(at * 1000n)
            .toZonedDateTimeISO(zone)
            .toPlainDate()
            .toString(),
        );
        expect(new Set(days).size).toBe(days.length);
        expect(days).toHaveLength(365);
      }),
      { numRuns: 25 },
    );
  });

  it("has the same runs looked at forwards and backwards, from anywhere", () => {
    const crons = fc.constantFrom("30 2 * * *", "0 */4 * * *", "*/20 1,2 * * *", "45 1 * * 0", "0 0 1 * *");
    const start = fc.integer({ min: 1_767_225_600, max: 1_798_761_600 });
    fc.assert(
      fc.property(zones, crons, start, (zone, cron, seconds) => {
        const from = BigInt(seconds) * 1_000_000n;
        const forward = nextOccurrences({ cron, zone }, from, 20);
        expect(occurrencesBetween({ cron, zone }, from, forward.at(-1) ?? from, 100)).toEqual(forward);
      }),
      { numRuns: 40 },
    );
  });

  it("of more runs than asked for, the latest are given", () => {
    const [from, to] = ["2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z"].map(isoToMicros);
    const runs = occurrencesBetween({ cron: "0 * * * *", zone: "UTC" }, from ?? 0n, to ?? 0n, 3);
    expect(runs.map(iso)).toEqual(["2026-05-31T22:00:00Z", "2026-05-31T23:00:00Z", "2026-06-01T00:00:00Z"]);
  });
});

describe("what is said about a change of clocks", () => {
  const note = (cron: string, at: string, previous: string | null = null) =>
    clockChange(
      { cron, zone: "Europe/Berlin" },
      isoToMicros(at),
      previous === null ? null : isoToMicros(previous),
    );

  it("names the time that is skipped, and the one that comes twice", () => {
    expect(note("30 2 * * *", "2026-03-29T01:00:00Z")).toBe(
      "Clocks go forward: 02:30 does not exist that day, so it runs at 03:00.",
    );
    expect(note("30 2 * * *", "2026-10-25T00:30:00Z")).toBe(
      "Clocks go back: 02:30 comes twice, it runs once, the first time.",
    );
    expect(note("0 * * * *", "2026-10-25T01:00:00Z")).toBe(
      "Clocks go back: 02:00 comes twice, this is the second.",
    );
  });

  it("tells of a change between two runs, and is silent otherwise", () => {
    expect(note("0 12 * * *", "2026-03-29T10:00:00Z", "2026-03-28T11:00:00Z")).toBe(
      "Clocks have gone forward 60 min since the run before.",
    );
    expect(note("0 * * * *", "2026-03-29T01:00:00Z")).toBeNull();
    expect(note("0 12 * * *", "2026-06-02T10:00:00Z", "2026-06-01T10:00:00Z")).toBeNull();
  });
});

describe("a cron that cannot be used", () => {
  it.each([
    ["0 25 * * *", /hour/],
    ["0 0 30 2 *", /never run/],
    ["*/0 * * * *", /stepping/],
    ["0 L * * *", /"L"/],
    ["0 2 ? * *", /"\?"/],
  ])("%s is refused with a reason", (cron, reason) => {
    expect(cronProblem({ cron, zone: "UTC" })).toMatch(reason);
  });

  it("and one that can is not", () => {
    for (const cron of ["0 2 * * *", "0 */4 * * *", "5 4,16 * * MON-FRI", "0 0 29 2 *"]) {
      expect(cronProblem({ cron, zone: "Europe/Berlin" })).toBeNull();
    }
  });
});
