import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeLiveRpo, SAMPLE_FRESH_MICROS, worstLoss } from "#lib/objectives/rules.ts";

const second = 1_000_000n;
const now = 1_795_356_190_000_000n;
const at = (secondsAgo: number, snapshot: string, timeline = 1) => ({
  atMicros: now - BigInt(secondsAgo) * second,
  timeline,
  snapshot,
});

describe("if it died now you would lose", () => {
  test("nothing, when no transaction ended since the newest look whose WAL is safe", () => {
    expect(computeLiveRpo({ now, newest: at(5, "9:9:"), newestSafe: at(3_600, "9:9:") })).toEqual({
      kind: "known",
      lossMs: 0,
      safeMicros: at(5, "").atMicros.toString(),
      sampledAtMicros: at(5, "").atMicros.toString(),
    });
  });

  test("more and more, while the archiver is stuck and transactions go on", () => {
    const newestSafe = at(600, "9:9:");
    for (const later of [0, 60, 3_600]) {
      const then = now + BigInt(later) * second;
      const newest = { atMicros: then - second, timeline: 1, snapshot: `${10 + later}:10:` };
      expect(computeLiveRpo({ now: then, newest, newestSafe })).toMatchObject({
        kind: "known",
        lossMs: (600 + later) * 1_000,
        safeMicros: newestSafe.atMicros.toString(),
      });
    }
  });

  test("what was written since a restore, though its transactions have the numbers of those it undid", () => {
    const facts = { now, newest: at(5, "9:9:", 2), newestSafe: at(30, "9:9:", 1) };
    expect(computeLiveRpo(facts)).toMatchObject({ kind: "known", lossMs: 30_000 });
  });

  test("unknown, while nobody looks: silence is never zero", () => {
    const old = at(Number(SAMPLE_FRESH_MICROS / second) + 1, "9:9:");
    expect(computeLiveRpo({ now, newest: old, newestSafe: old })).toMatchObject({
      kind: "unknown",
      lastSafeMicros: old.atMicros.toString(),
    });
    expect(computeLiveRpo({ now, newest: null, newestSafe: null })).toMatchObject({ kind: "unknown" });
  });

  test("unknown, while nothing is known to be in a repository", () => {
    expect(computeLiveRpo({ now, newest: at(1, "9:9:"), newestSafe: null })).toMatchObject({
      kind: "unknown",
      lastSafeMicros: null,
    });
  });

  test("never less than nothing, and never a fresher safe moment than was looked at", () => {
    const sample = fc.record({
      atMicros: fc.bigInt(now - 10n ** 10n, now + second),
      timeline: fc.constantFrom(1, 2),
      snapshot: fc.constantFrom("a", "b"),
    });
    fc.assert(
      fc.property(sample, sample, (newest, newestSafe) => {
        const rpo = computeLiveRpo({ now, newest, newestSafe });
        if (rpo.kind === "unknown") return;
        expect(rpo.lossMs).toBeGreaterThanOrEqual(0);
        expect([newest.atMicros.toString(), newestSafe.atMicros.toString()]).toContain(rpo.safeMicros);
      }),
    );
  });
});

test("the worst of a span that ends now is never less than what would be lost now", () => {
  fc.assert(
    fc.property(fc.option(fc.nat()), fc.option(fc.nat()), (measuredMs, nowMs) => {
      const worst = worstLoss(measuredMs, nowMs);
      expect(worst === null).toBe(measuredMs === null && nowMs === null);
      expect(worst ?? 0).toBeGreaterThanOrEqual(Math.max(measuredMs ?? 0, nowMs ?? 0));
    }),
  );
});
