import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  describeInstant,
  formatDay,
  formatInstant,
  formatMoment,
  isoToMicros,
  microsToIso,
  zoneOffset,
} from "./instant.ts";
import { formatRelative } from "./relative.ts";

const at = isoToMicros("2026-11-22T13:03:10.123456Z");

describe("instants", () => {
  it("keep every microsecond from text to number and back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -1_000_000_000_000_000n, max: 4_000_000_000_000_000n }), (micros) => {
        expect(isoToMicros(microsToIso(micros))).toBe(micros);
      }),
    );
  });

  it("are shown in the chosen zone whatever the machine's zone is", () => {
    expect(formatInstant(at, "Europe/Berlin")).toBe("2026-11-22 14:03:10 +01:00");
    expect(formatInstant(at, "Europe/Berlin", "micros")).toBe("2026-11-22 14:03:10.123456 +01:00");
    expect(formatInstant(at, "Asia/Kathmandu", "minute")).toBe("2026-11-22 18:48 +05:45");
    expect(formatInstant(at.toString(), "UTC")).toBe("2026-11-22 13:03:10 +00:00");
  });

  it("tell the two readings of a repeated hour apart by their offset", () => {
    const first = isoToMicros("2026-10-25T00:30:00Z");
    expect(formatInstant(first, "Europe/Berlin")).toBe("2026-10-25 02:30:00 +02:00");
    expect(formatInstant(first + 3_600_000_000n, "Europe/Berlin")).toBe("2026-10-25 02:30:00 +01:00");
  });

  it("name the zone and UTC when described", () => {
    expect(describeInstant(at, "Europe/Berlin")).toBe(
      "2026-11-22 14:03:10 +01:00 Europe/Berlin · 2026-11-22T13:03:10Z",
    );
    expect(describeInstant(at, "UTC")).toBe("2026-11-22 13:03:10 UTC");
    expect(zoneOffset(at, "Europe/Berlin")).toBe("UTC+01:00");
    expect(zoneOffset(at, "UTC")).toBe("UTC");
  });

  it("are shortened only as far as they stay clear", () => {
    expect(formatMoment(at, "Europe/Berlin", at + 6_000_000n)).toBe("14:03:10");
    expect(formatMoment(isoToMicros("2026-08-24T00:00:00Z"), "Europe/Berlin", at)).toBe("24 Aug 02:00");
    expect(formatMoment(isoToMicros("2025-08-24T00:00:00Z"), "Europe/Berlin", at)).toBe("24 Aug 2025");
    expect(formatDay(isoToMicros("2026-08-24T00:00:00Z"), "Europe/Berlin", at)).toBe("24 Aug");
  });

  it("before 1970 keep their fraction", () => {
    expect(microsToIso(-1n)).toBe("1969-12-31T23:59:59.999999Z");
  });
});

describe("formatRelative", () => {
  it.each([
    [0n, "just now"],
    [6_000_000n, "6 s ago"],
    [300_000_000n, "5 min ago"],
    [-82_800_000_000n, "in 23 h"],
    [172_800_000_000n, "2 days ago"],
  ])("writes a distance of %s as %s", (distance, text) => {
    expect(formatRelative(at, at + distance)).toBe(text);
  });
});
