import { describe, expect, test } from "vitest";
import { highestRung } from "#lib/backups/rules.ts";

const when = "2026-11-22T14:03:10.000Z";
const none = { storedAt: null, chainAt: null, walAt: null, checksummedAt: null, restoredAt: null };

describe("the ladder of evidence", () => {
  test("nothing is reached by a set nobody has looked at", () => {
    expect(highestRung(none)).toBeNull();
  });

  test("each rung stands on the ones below", () => {
    expect(highestRung({ ...none, storedAt: when })).toBe("stored");
    expect(highestRung({ ...none, storedAt: when, chainAt: when })).toBe("chain complete");
    expect(highestRung({ ...none, storedAt: when, chainAt: when, walAt: when })).toBe("WAL contiguous");
    expect(highestRung({ ...none, storedAt: when, chainAt: when, walAt: when, checksummedAt: when })).toBe(
      "checksummed",
    );
  });

  test("a rung above a hole does not count", () => {
    expect(highestRung({ ...none, storedAt: when, checksummedAt: when })).toBe("stored");
    expect(highestRung({ ...none, storedAt: when, chainAt: when, checksummedAt: when })).toBe(
      "chain complete",
    );
    expect(highestRung({ ...none, chainAt: when, walAt: when, checksummedAt: when })).toBeNull();
  });

  test("a running server proves more than reading files back", () => {
    expect(highestRung({ ...none, storedAt: when, chainAt: when, restoredAt: when })).toBe("restored");
  });

  test("a set that was restored is not green when it, or what it builds on, lost files since", () => {
    const restored = { ...none, walAt: when, checksummedAt: when, restoredAt: when };
    expect(highestRung({ ...restored, storedAt: when })).toBe("stored");
    expect(highestRung({ ...restored, chainAt: when })).toBeNull();
    expect(highestRung(restored)).toBeNull();
  });
});
