import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareLsn,
  formatLsn,
  parseLsn,
  segmentName,
  segmentNumber,
  segmentOf,
  segmentStart,
  segmentTimeline,
} from "./lsn.ts";

const megabyte = 1024 * 1024;
const segmentBytes = fc.integer({ min: 0, max: 10 }).map((power) => megabyte * 2 ** power);

test("an LSN survives parsing and formatting, also beyond 2^53", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (position) => {
      expect(parseLsn(formatLsn(position))).toBe(position);
    }),
  );
  expect(formatLsn(parseLsn("FFFFFFFF/FFFFFFFF"))).toBe("FFFFFFFF/FFFFFFFF");
  expect(formatLsn(parseLsn("0/3000110"))).toBe("0/3000110");
});

test("LSNs are ordered by position, not by text", () => {
  expect(["A/0", "1/FF", "1/100", "0/A"].sort(compareLsn)).toEqual(["0/A", "1/FF", "1/100", "A/0"]);
});

test("a segment name and its number belong together for every segment size", () => {
  fc.assert(
    fc.property(
      segmentBytes,
      fc.integer({ min: 1, max: 0xffff_ffff }),
      fc.integer({ min: 0, max: 2 ** 32 }),
      (bytes, timeline, number) => {
        const name = segmentName(timeline, number, bytes);
        expect(name).toMatch(/^[0-9A-F]{24}$/);
        expect(segmentNumber(name, bytes)).toBe(number);
        expect(segmentTimeline(name)).toBe(timeline);
        expect(segmentOf(segmentStart(number, bytes), bytes)).toBe(number);
        expect(segmentOf(segmentStart(number + 1, bytes) - 1n, bytes)).toBe(number);
      },
    ),
  );
  expect(segmentName(1, segmentNumber("0000000100000002000000FF", 16 * megabyte) + 1, 16 * megabyte)).toBe(
    "000000010000000300000000",
  );
});
