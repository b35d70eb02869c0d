import { expect, test } from "vitest";
import { z } from "zod";
import { v7 } from "#lib/format/uuid.ts";

test("an id is a UUID of version 7 that says when it was made, and is made once", () => {
  const before = Date.now();
  const ids = Array.from({ length: 10_000 }, v7);
  const after = Date.now();
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    z.uuidv7().parse(id);
    const madeAt = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
    expect(madeAt).toBeGreaterThanOrEqual(before);
    expect(madeAt).toBeLessThanOrEqual(after);
  }
});
