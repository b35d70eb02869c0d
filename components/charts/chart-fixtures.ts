import type { Series, SeriesPoint } from "#lib/objectives/schema.ts";

/** Data for the tests of what is said and drawn of a series. */
export function sampleSeries(changes: Partial<Series> & Pick<Series, "kind">): Series {
  return {
    unit: changes.kind === "backup-size" ? "bytes" : "ms",
    points: [],
    objective: null,
    breaches: [],
    holes: [],
    bands: [],
    ...changes,
  };
}

export function samplePoint(changes: Partial<SeriesPoint>): SeriesPoint {
  return {
    atMicros: "1795356190000000",
    value: 1_000,
    type: null,
    operationId: null,
    phases: null,
    isOutlier: false,
    ...changes,
  };
}
