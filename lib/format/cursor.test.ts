import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "#lib/format/cursor.ts";

const digits = z.string().regex(/^\d+$/);

describe("a page's cursor", () => {
  test("comes back as it was made, and is safe in an address", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.uuid({ version: 7 }), (number, id) => {
        const cursor = encodeCursor(number.toString(), id);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(cursor, digits)).toEqual({ sortValue: number.toString(), id });
      }),
    );
  });

  test("anything else is the first page", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeCursor(text, digits)).toBeNull();
      }),
    );
    expect(decodeCursor(undefined, digits)).toBeNull();
    expect(decodeCursor(encodeCursor("x", "01a20452-ac5b-767f-8b6e-749adb4664da"), digits)).toBeNull();
    expect(decodeCursor(encodeCursor("1", "x"), digits)).toBeNull();
  });
});
