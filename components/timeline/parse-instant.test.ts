import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { changeDate } from "#components/timeline/change-date.ts";
import { type ParseContext, parseRecoveryTarget } from "#components/timeline/parse-instant.ts";
import { formatInstant } from "#lib/format/instant.ts";

const berlin = "Europe/Berlin";

function micros(iso: string): bigint {
  return Temporal.Instant.from(iso).epochNanoseconds / 1000n;
}

function read(text: string, changes: Partial<ParseContext> = {}) {
  const context = { zone: berlin, nowMicros: micros("2026-11-22T13:26:08Z"), chosenMicros: null, ...changes };
  return parseRecoveryTarget(text, context);
}

function instant(iso: string) {
  return { kind: "instant", micros: micros(iso) };
}

describe("typing a recovery target", () => {
  it.each([
    ["10 min ago", "2026-11-22T13:16:08Z"],
    ["10min ago", "2026-11-22T13:16:08Z"],
    ["1 h 30 min ago", "2026-11-22T11:56:08Z"],
    ["1h30m", "2026-11-22T11:56:08Z"],
    ["-90s", "2026-11-22T13:24:38Z"],
    ["0.1 s ago", "2026-11-22T13:26:07.9Z"],
    ["250 ms ago", "2026-11-22T13:26:07.75Z"],
    ["now", "2026-11-22T13:26:08Z"],
    ["2026-11-22T14:03:10.000001+01:00", "2026-11-22T13:03:10.000001Z"],
    ["2026-11-22T13:03:10Z", "2026-11-22T13:03:10Z"],
    ["2026-11-22 13:03:10.5 UTC", "2026-11-22T13:03:10.5Z"],
    ["2026-11-22 13:03:10.123456+00", "2026-11-22T13:03:10.123456Z"],
    ["2026-11-22 08:03 America/New_York", "2026-11-22T13:03:00Z"],
    ["2026-11-22T14:03:10+01:00[Europe/Berlin]", "2026-11-22T13:03:10Z"],
    ["14:03:10", "2026-11-22T13:03:10Z"],
    ["14:03", "2026-11-22T13:03:00Z"],
    ["2026-11-22 14:03:10.25", "2026-11-22T13:03:10.25Z"],
    ["today 08:00", "2026-11-22T07:00:00Z"],
    ["yesterday 23:59:59", "2026-11-21T22:59:59Z"],
    ["22 Nov 14:03", "2026-11-22T13:03:00Z"],
    ["24 December 18:00", "2025-12-24T17:00:00Z"],
    ["3 jan 2026, 09:00", "2026-01-03T08:00:00Z"],
    ["22.11.2026 14:03", "2026-11-22T13:03:00Z"],
    ["3. 1. 2026, 09:00 UTC", "2026-01-03T09:00:00Z"],
    ["24.12. 18:00", "2025-12-24T17:00:00Z"],
  ])("reads “%s”", (text, expected) => {
    expect(read(text)).toEqual(instant(expected));
  });

  it("reads an LSN as an LSN", () => {
    expect(read("16/b374d848")).toEqual({ kind: "lsn", lsn: "16/B374D848" });
    expect(read("LSN 0/3000110")).toEqual({ kind: "lsn", lsn: "0/3000110" });
  });

  it.each([
    "",
    "soon",
    "25:00",
    "14:61",
    "2026-02-30 10:00",
    "2026-13-01 10:00",
    "10 parsecs ago",
    "14:03 PM",
  ])("refuses “%s” with an example", (text) => {
    expect(read(text).kind).toBe("invalid");
  });

  it.each(["yesterday", "Today", "2026-11-21", "21.11.2026", "21 Nov", "21 November 2026"])(
    "says of “%s” that a time is missing, and what can be typed then can be read",
    (day) => {
      const answer = read(day);
      expect(answer).toEqual({
        kind: "invalid",
        message: `“${day}” is a whole day. Add a time to it: “${day} 14:00”.`,
      });
      expect(read(`${day} 14:00`).kind).toBe("instant");
    },
  );

  it.each([
    ["23/11/2026 14:00", "“23/11/2026” is not a date that can be read. Write it as 2026-11-22."],
    ["11/23/26 14:00", "“11/23/26” is not a date that can be read. Write it as 2026-11-22."],
    ["30.02.2026 10:00", "“30.02.2026” is not a date in the calendar. Write it as 2026-11-22."],
    ["2026-02-30", "“2026-02-30” is not a date in the calendar. Write it as 2026-11-22."],
  ])("refuses “%s” with a date it would read", (text, message) => {
    expect(read(text)).toEqual({ kind: "invalid", message });
  });

  it("reads a date the same with dots, with dashes and with its month's name", () => {
    const days = fc.date({ min: new Date("1970-01-02"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        const [year, month, number] = day.split("-");
        const name = date.toLocaleString("en-GB", { month: "short", timeZone: "UTC" });
        const texts = [`${number}.${month}.${year} 12:00`, `${number} ${name} ${year} 12:00`];
        for (const text of texts) expect(read(text)).toEqual(read(`${day} 12:00`));
        expect(read(`${day} 12:00`).kind).toBe("instant");
      }),
    );
  });

  it("refuses more digits than PostgreSQL keeps instead of rounding", () => {
    expect(read("14:03:10.1234567")).toMatchObject({
      kind: "invalid",
      message: expect.stringMatching(/six/),
    });
  });

  it("offers both readings of an hour that came twice", () => {
    const read2 = read("2026-10-25 02:30");
    expect(read2).toMatchObject({
      kind: "choose",
      readings: [
        { micros: micros("2026-10-25T00:30:00Z"), offset: "+02:00" },
        { micros: micros("2026-10-25T01:30:00Z"), offset: "+01:00" },
      ],
    });
  });

  it("refuses an hour that did not exist, with the nearest instants on either side", () => {
    expect(read("2026-03-29 02:30")).toMatchObject({
      kind: "choose",
      message: expect.stringMatching(/did not exist/),
      readings: [
        { micros: micros("2026-03-29T01:00:00Z") - 1n, offset: "+01:00" },
        { micros: micros("2026-03-29T01:00:00Z"), offset: "+02:00" },
      ],
    });
  });

  it("takes an offset at its word inside a repeated hour", () => {
    expect(read("2026-10-25 02:30+01:00")).toEqual(instant("2026-10-25T01:30:00Z"));
  });

  it("keeps the date that was chosen before when only a time is typed", () => {
    const chosenMicros = micros("2026-10-03T10:00:00Z");
    expect(read("14:03:10", { chosenMicros })).toEqual(instant("2026-10-03T12:03:10Z"));
  });

  it("means the same time of day by “1 day ago”, also when that day had 25 hours", () => {
    const nowMicros = micros("2026-10-25T11:00:00Z");
    expect(read("1 day ago", { nowMicros })).toEqual(instant("2026-10-24T10:00:00Z"));
  });

  it("never moves an instant typed with an offset when the zone changes", () => {
    const zones = [berlin, "UTC", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.bigInt(0n, 4_000_000_000_000_000n), (zone, at) => {
        const text = new Temporal.Instant(at * 1000n).toString({ fractionalSecondDigits: 6 });
        expect(read(text, { zone })).toEqual({ kind: "instant", micros: at });
      }),
    );
  });
});

describe("changing the zone", () => {
  it("keeps the chosen instant: its text in any zone reads back as the same microsecond", () => {
    const zones = [berlin, "UTC", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"];
    const inOurTime = fc.bigInt(0n, 4_000_000_000_000_000n);
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(...zones), inOurTime, (shown, typed, at) => {
        expect(read(formatInstant(at, shown, "micros"), { zone: typed })).toEqual({
          kind: "instant",
          micros: at,
        });
      }),
    );
  });
});

describe("changing the date", () => {
  it("keeps the time to the microsecond", () => {
    const chosen = micros("2026-11-22T13:03:10.000001Z");
    expect(changeDate(chosen, berlin, "2026-06-01")).toEqual(instant("2026-06-01T12:03:10.000001Z"));
  });

  it("says so when that time came twice on the new date", () => {
    expect(changeDate(micros("2026-11-22T01:30:00Z"), berlin, "2026-10-25").kind).toBe("repeated");
  });

  it("says so when that time does not exist on the new date", () => {
    expect(changeDate(micros("2026-11-22T01:30:00Z"), berlin, "2026-03-29").kind).toBe("skipped");
  });
});
