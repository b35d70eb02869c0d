import { expect, test } from "vitest";
import { samplePoint, sampleSeries } from "./chart-fixtures.ts";
import { withHoles } from "./with-holes.ts";

test("a line breaks where nothing was measured", () => {
  const series = sampleSeries({
    kind: "rpo",
    points: ["1000000", "2000000", "9000000"].map((atMicros) => samplePoint({ atMicros, value: 7 })),
    holes: [{ fromMicros: "2000000", toMicros: "9000000" }],
  });
  expect(withHoles(series).map(({ value }) => value)).toEqual([7, 7, null, 7]);
});
