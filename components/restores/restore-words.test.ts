import { describe, expect, it } from "vitest";
import { restoreLook, runCancelledWords } from "#components/restores/restore-words.ts";
import { restoreDto } from "#lib/restores/schema.ts";

describe("a restore that was approved and then cancelled", () => {
  const words = (startedAt: string | null, kind: "in-place" | "new-instance") =>
    runCancelledWords({ operation: { startedAt }, plan: { destination: { kind } } });

  it("is not called withdrawn: clients may have been shut out, and a safety backup taken", () => {
    expect(restoreLook["run cancelled"].words).not.toBe(restoreLook.cancelled.words);
    expect(words("2026-11-23T04:21:32.877Z", "in-place")).toMatch(/during its run.*safety backup/);
    expect(words("2026-11-23T04:21:32.877Z", "new-instance")).toMatch(/during its run.*not touched/);
  });

  it("says that nothing was changed only when it never began", () => {
    expect(words(null, "in-place")).toMatch(/before its run began: nothing was changed/);
    expect(words("2026-11-23T04:21:32.877Z", "in-place")).not.toMatch(/nothing was changed/);
  });

  it("has a look for every status", () => {
    expect(Object.keys(restoreLook).sort()).toEqual([...restoreDto.shape.status.options].sort());
  });
});
