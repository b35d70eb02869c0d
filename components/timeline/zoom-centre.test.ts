import fc from "fast-check";
import { expect, test } from "vitest";
import { recoverability } from "#components/timeline/recoverability.ts";
import { anyWindows, nothing, rangeOf, windowOf } from "#components/timeline/timeline-fixtures.ts";
import { newestInView, zoomCentre } from "#components/timeline/zoom-centre.ts";
import { zoomView } from "#components/timeline/zoom-view.ts";

const hour = 3_600_000_000;
const limits = { fromMicros: 0n, toMicros: BigInt(2 * hour) };

test("zooming in goes around the chosen moment only while it is on screen", () => {
  const recoverable = recoverability([windowOf([rangeOf(0, 100)])]);
  const view = { fromMicros: 50n, toMicros: 250n };
  expect(zoomCentre(recoverable, view, 60n)).toBe(60n);
  expect(zoomCentre(recoverable, view, 10n)).toBe(100n);
  expect(zoomCentre(nothing, view, null)).toBe(150n);
});

test("however often somebody zooms in, something that can be restored stays on screen if there was any", () => {
  const scaled = anyWindows.map((windows) =>
    windows.map((one) => ({
      ...one,
      ranges: one.ranges.map((range) => ({
        ...range,
        fromMicros: `${Number(range.fromMicros) * 7_200_000}`,
        toMicros: `${Number(range.toMicros) * 7_200_000}`,
      })),
    })),
  );
  fc.assert(
    fc.property(scaled, fc.integer({ min: 1, max: 20 }), (windows, times) => {
      const recoverable = recoverability(windows);
      let view = limits;
      const hadAny = newestInView(recoverable, view) !== null;
      for (let time = 0; time < times; time += 1)
        view = zoomView(view, 0.4, zoomCentre(recoverable, view, null), limits);
      expect(newestInView(recoverable, view) !== null).toBe(hadAny);
    }),
  );
});
