import { expect, test } from "vitest";
import { healthOf } from "./channel-words.ts";

const early = "2026-11-22T10:00:00.000Z";
const late = "2026-11-22T11:00:00.000Z";

test("a channel is as good as what happened last", () => {
  expect(healthOf({ isEnabled: true, lastSuccessAt: early, lastFailureAt: late }).tone).toBe("bad");
  expect(healthOf({ isEnabled: true, lastSuccessAt: late, lastFailureAt: early }).tone).toBe("good");
});

test("a channel that was never tried is not called good", () => {
  expect(healthOf({ isEnabled: true, lastSuccessAt: null, lastFailureAt: null }).tone).toBe("unknown");
});

test("a channel that is switched off says so, whatever it did before", () => {
  expect(healthOf({ isEnabled: false, lastSuccessAt: late, lastFailureAt: null }).words).toBe("Switched off");
});
