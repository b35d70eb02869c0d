import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { axisTicks } from "#components/timeline/axis-ticks.ts";
import { hitTest } from "#components/timeline/hit-test.ts";
import { layoutTimeline, type TimelineInput } from "#components/timeline/layout.ts";
import { orderSets } from "#components/timeline/order-sets.ts";
import { recoverability } from "#components/timeline/recoverability.ts";
import { scale } from "#components/timeline/scale.ts";
import { setsBehind } from "#components/timeline/sets-behind.ts";
import {
  anyWindows,
  gapOf,
  nothing,
  rangeOf,
  setOf,
  windowOf,
} from "#components/timeline/timeline-fixtures.ts";
import { shortestViewMicros, zoomView } from "#components/timeline/zoom-view.ts";

const day = 86_400_000_000n;

function micros(iso: string): bigint {
  return Temporal.Instant.from(iso).epochNanoseconds / 1000n;
}

function layout(changes: Partial<TimelineInput>) {
  return layoutTimeline({
    recoverable: nothing,
    sets: [],
    markers: [],
    view: { fromMicros: 0n, toMicros: 1_000n },
    width: 1_000,
    zone: "UTC",
    nowMicros: 1_000n,
    ...changes,
  });
}

describe("drawing", () => {
  it("keeps every band and hole inside the picture", () => {
    const view = fc
      .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 10, max: 500 }))
      .map(([from, span]) => ({ fromMicros: BigInt(from), toMicros: BigInt(from + span) }));
    fc.assert(
      fc.property(anyWindows, view, fc.integer({ min: 200, max: 1_400 }), (windows, seen, width) => {
        const { bands, holes } = layout({ recoverable: recoverability(windows), view: seen, width });
        for (const shape of [...bands, ...holes]) {
          expect(shape.x).toBeGreaterThanOrEqual(0);
          expect(shape.width).toBeGreaterThan(0);
          expect(shape.x + shape.width).toBeLessThanOrEqual(width + 1e-6);
        }
      }),
    );
  });

  it("keeps a one-minute gap visible on 90 days", () => {
    const minute = 60_000_000;
    const recoverable = recoverability([
      windowOf(
        [rangeOf(0, minute), rangeOf(2 * minute, Number(90n * day))],
        [gapOf(minute, 2 * minute, "x")],
      ),
    ]);
    const { holes } = layout({ recoverable, view: { fromMicros: 0n, toMicros: 90n * day } });
    expect(holes[0]?.width).toBeGreaterThanOrEqual(3);
  });

  it("shows every set once, thinned so that two ticks never touch", () => {
    const stops = fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 300 });
    fc.assert(
      fc.property(stops, (at) => {
        const sets = at.map((stop, index) => setOf(`${stop}`, index % 7 === 0 ? "full" : "incr"));
        const { ticks } = layout({ sets: orderSets(sets), width: 400 });
        expect(ticks.flatMap((tick) => tick.sets).length).toBe(sets.length);
        for (const tick of ticks) {
          expect(tick.type).toBe(tick.sets.some((set) => set.type === "full") ? "full" : "incr");
        }
        expect(ticks.length).toBeLessThanOrEqual(400 / 5 + 1);
      }),
    );
  });

  it("shows every marker once, a group by what matters most in it", () => {
    const kinds = ["failed", "restore", "alert", "proven", "check"] as const;
    const one = fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.constantFrom(...kinds));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 100 }), (all) => {
        const markers = all.map(([at, kind]) => ({ atMicros: `${at}`, kind, text: kind }));
        const shapes = layout({ markers }).markers;
        expect(shapes.flatMap((shape) => shape.markers)).toHaveLength(all.length);
        for (const shape of shapes)
          expect(shape.kind).toBe(kinds.find((kind) => shape.markers.some((each) => each.kind === kind)));
      }),
    );
  });

  it("finds what was drawn under the pointer", () => {
    const drawn = layout({
      recoverable: recoverability([windowOf([rangeOf(0, 500), rangeOf(600, 1_000)], [gapOf(500, 600, "x")])]),
      sets: orderSets([setOf("200", "full")]),
      markers: [{ atMicros: "800", kind: "failed", text: "Restore failed" }],
    });
    expect(hitTest(drawn, 203)?.kind).toBe("set");
    expect(hitTest(drawn, 797)?.kind).toBe("marker");
    expect(hitTest(drawn, 550)?.kind).toBe("hole");
    expect(hitTest(drawn, 400)).toBeNull();
  });

  it("names the chain that a restore starts from", () => {
    const full = setOf("100", "full");
    const first = setOf("200", "incr", { prior: 2 });
    const second = setOf("300", "incr", { prior: 1 });
    expect(setsBehind([second, first, full], 250n)).toEqual([full, first]);
    expect(setsBehind([second, first, full], 50n)).toEqual([]);
  });

  it("starts from no set that an in-place restore left behind, nor from one that is gone", () => {
    const full = setOf("100", "full");
    const left = setOf("200", "incr", { prior: 2, isOnCurrentLine: false });
    const gone = setOf("150", "incr", { prior: 2, rung: null });
    expect(setsBehind([left, gone, full], 250n)).toEqual([full]);
  });
});

describe("scale and zoom", () => {
  const view = fc
    .tuple(fc.bigInt(0n, 2_000_000_000_000_000n), fc.bigInt(shortestViewMicros, 90n * day))
    .map(([fromMicros, span]) => ({ fromMicros, toMicros: fromMicros + span }));

  it("comes back to the same instant within a pixel", () => {
    fc.assert(
      fc.property(view, fc.double({ min: 0, max: 1, noNaN: true }), (seen, part) => {
        const at = scale(seen, 1_000);
        const x = part * 1_000;
        expect(at.xOf(at.microsAt(x))).toBeCloseTo(x, 3);
      }),
    );
  });

  it("zooms from 90 days to two seconds and stays inside the limits", () => {
    const limits = { fromMicros: 0n, toMicros: 90n * day };
    const around = 45n * day + 7n;
    let seen = limits;
    for (let step = 0; step < 60; step += 1) {
      const next = zoomView(seen, 0.5, around, limits);
      expect(next.fromMicros).toBeGreaterThanOrEqual(limits.fromMicros);
      expect(next.toMicros).toBeLessThanOrEqual(limits.toMicros);
      expect(next.fromMicros <= around && around <= next.toMicros).toBe(true);
      seen = next;
    }
    expect(seen.toMicros - seen.fromMicros).toBe(shortestViewMicros);
  });

  it("never leaves the limits, whatever is asked", () => {
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(view, factor, fc.bigInt(0n, 2_100_000_000_000_000n), (seen, by, around) => {
        const limits = { fromMicros: seen.fromMicros - day, toMicros: seen.toMicros + day };
        const next = zoomView(seen, by, around, limits);
        expect(next.toMicros - next.fromMicros).toBeGreaterThanOrEqual(shortestViewMicros);
        expect(next.fromMicros).toBeGreaterThanOrEqual(limits.fromMicros);
        expect(next.toMicros).toBeLessThanOrEqual(limits.toMicros);
      }),
    );
  });
});

describe("axis", () => {
  const zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"];

  it("has few ticks, in order and in view, in every zone and at every zoom", () => {
    fc.assert(
      fc.property(
        fc.bigInt(1_500_000_000_000_000n, 2_000_000_000_000_000n),
        fc.bigInt(shortestViewMicros, 90n * day),
        fc.constantFrom(...zones),
        (fromMicros, span, zone) => {
          const ticks = axisTicks({ fromMicros, toMicros: fromMicros + span }, zone, 10);
          // One more than asked for when an hour is repeated.
          expect(ticks.length).toBeLessThanOrEqual(11);
          for (const [index, tick] of ticks.entries()) {
            expect(tick.micros).toBeGreaterThanOrEqual(fromMicros);
            expect(tick.micros).toBeLessThanOrEqual(fromMicros + span);
            const before = ticks[index - 1];
            if (before !== undefined) expect(before.micros).toBeLessThan(tick.micros);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("stands on the zone's own midnights across a change of the clocks", () => {
    const view = { fromMicros: micros("2026-10-23T22:00:00Z"), toMicros: micros("2026-10-27T00:00:00Z") };
    expect(axisTicks(view, "Europe/Berlin", 5).map((tick) => tick.micros)).toEqual(
      ["2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "2026-10-26T23:00:00Z"].map(
        micros,
      ),
    );
  });

  it("shows a repeated hour twice with its offsets and a skipped one not at all", () => {
    const back = { fromMicros: micros("2026-10-24T23:00:00Z"), toMicros: micros("2026-10-25T03:00:00Z") };
    expect(axisTicks(back, "Europe/Berlin", 5).map((tick) => tick.label)).toEqual([
      "01:00",
      "02:00 +02:00",
      "02:00 +01:00",
      "03:00",
      "04:00",
    ]);
    const forward = { fromMicros: micros("2026-03-29T00:00:00Z"), toMicros: micros("2026-03-29T03:00:00Z") };
    expect(axisTicks(forward, "Europe/Berlin", 5).map((tick) => tick.label)).toEqual([
      "01:00",
      "03:00",
      "04:00",
      "05:00",
    ]);
  });

  it("says seconds when zoomed to seconds", () => {
    const fromMicros = micros("2026-11-22T13:03:09.9Z");
    const labels = axisTicks({ fromMicros, toMicros: fromMicros + 3_000_000n }, "Europe/Berlin", 5);
    expect(labels.map((tick) => tick.label)).toEqual(["14:03:10", "14:03:11", "14:03:12"]);
  });
});
