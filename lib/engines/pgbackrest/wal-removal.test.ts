import fc from "fast-check";
import { expect, test } from "vitest";
import { walRemoval } from "./wal-removal.ts";

const hex = (number: number) => number.toString(16).toUpperCase().padStart(8, "0");
const segment = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 255 }))
  .map(([timeline, log, number]) => `${hex(timeline)}${hex(log)}${hex(number)}`);
const stored = (name: string, ending: string) => `${name.slice(0, 16)}/${name}${ending}`;
const hash = "0123456789abcdef0123456789abcdef01234567";
const ending = fc.constantFrom(`-${hash}.zst`, `.partial-${hash}.zst`, `.00000028.backup-${hash}.gz`);
const listing = fc.array(
  fc.tuple(segment, ending).map(([name, end]) => stored(name, end)),
  { maxLength: 60 },
);
const notWal = ["archive.info", "00000002.history", "0000000100000000/readme", "0000000100000000/00000001"];

test("removing the paths removes exactly the files that are said to go", () => {
  fc.assert(
    fc.property(listing, segment, (files, keepFrom) => {
      const all = [...files, ...notWal];
      const { directories, singles, files: leaving } = walRemoval(all, keepFrom);
      const isHit = (file: string) =>
        singles.includes(file) || directories.some((directory) => file.startsWith(`${directory}/`));
      const hit = all.filter((file) => isHit(file) && !notWal.includes(file));
      expect(new Set(hit)).toEqual(new Set(leaving));
    }),
  );
});

test("what is at or above the segment's number stays on every timeline, what is below goes on every timeline", () => {
  fc.assert(
    fc.property(listing, segment, (files, keepFrom) => {
      const leaving = new Set(walRemoval(files, keepFrom).files);
      for (const file of files) {
        const place = file.slice(17 + 8, 17 + 24);
        expect(leaving.has(file)).toBe(place < keepFrom.slice(8));
      }
    }),
  );
});

test("whole directories go in one piece", () => {
  const files = Array.from({ length: 256 }, (_, number) =>
    stored(`0000000100000000${hex(number)}`, `-${hash}.zst`),
  );
  const boundary = stored("000000010000000100000004", `-${hash}.zst`);
  expect(walRemoval([...files, boundary, ...notWal], "000000020000000100000005")).toMatchObject({
    directories: ["0000000100000000"],
    singles: [boundary],
  });
  expect(walRemoval([...files, boundary, ...notWal], "000000020000000100000004")).toMatchObject({
    directories: ["0000000100000000"],
    singles: [],
  });
});
