import { describe, expect, test } from "vitest";
import { isTold, nextDrillAt, pageUrl, RETRY_SECONDS, retryAfterSeconds } from "#lib/channels/rules.ts";

const failure = (patience: "long" | "short" | "none", asked: number | null = null) => ({
  patience,
  retryAfterSeconds: asked,
});

describe("waiting before the next attempt", () => {
  test("grows from seconds to an hour and ends after a day", () => {
    const waits = RETRY_SECONDS.map((_, index) => retryAfterSeconds(index + 1, failure("long"), 0.5));
    expect(waits.slice(0, 7)).toEqual([5, 15, 60, 300, 900, 1800, 3600]);
    const total = waits.reduce<number>((sum, each) => sum + (each ?? Number.NaN), 0);
    expect(total / 3600).toBeGreaterThan(22);
    expect(total / 3600).toBeLessThan(24);
    expect(retryAfterSeconds(RETRY_SECONDS.length + 1, failure("long"), 0.5)).toBeNull();
  });

  test("is spread by a fifth to either side", () => {
    expect(retryAfterSeconds(3, failure("long"), 0)).toBeCloseTo(48);
    expect(retryAfterSeconds(3, failure("long"), 0.999_999)).toBeCloseTo(72, 2);
  });

  test("is as long as the server asks for, but no longer than an hour", () => {
    expect(retryAfterSeconds(1, failure("long", 120), 0.5)).toBe(120);
    expect(retryAfterSeconds(1, failure("long", 86_400), 0.5)).toBe(3600);
    expect(retryAfterSeconds(4, failure("long", 10), 0.5)).toBe(300);
  });

  test("ends early where waiting hardly helps", () => {
    expect(retryAfterSeconds(1, failure("none"), 0.5)).toBeNull();
    expect(retryAfterSeconds(4, failure("short"), 0.5)).toBe(300);
    expect(retryAfterSeconds(5, failure("short"), 0.5)).toBeNull();
  });
});

describe("who is told", () => {
  test.each([
    ["critical", ["critical"]],
    ["warning", ["critical", "warning"]],
    ["info", ["critical", "warning", "info"]],
  ] as const)("a channel for %s and worse", (minimum, told) => {
    const all = ["critical", "warning", "info"] as const;
    expect(all.filter((severity) => isTold(minimum, { rule: "backup-failed", severity }))).toEqual(told);
  });

  test("a rehearsal goes to everybody", () => {
    expect(isTold("critical", { rule: "alert-drill", severity: "info" })).toBe(true);
  });
});

describe("the monthly rehearsal", () => {
  const at = (text: string) => new Date(text);

  test("follows the last one after 30 days, whatever was added since", () => {
    expect(nextDrillAt(at("2026-03-01T10:00:00Z"), at("2026-03-20T00:00:00Z"))).toEqual(
      at("2026-03-31T10:00:00Z"),
    );
  });

  test("comes a day after the first channel, and never without one", () => {
    expect(nextDrillAt(null, at("2026-03-01T10:00:00Z"))).toEqual(at("2026-03-02T10:00:00Z"));
    expect(nextDrillAt(at("2026-03-01T10:00:00Z"), null)).toBeNull();
  });
});

test("a page has an address only where the console's is known", () => {
  expect(pageUrl("https://holdfast.example", "/alerts/1")).toBe("https://holdfast.example/alerts/1");
  expect(pageUrl("", "/alerts/1")).toBeNull();
});
