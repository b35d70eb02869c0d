import { readVerb } from "#lib/auth/verb.ts";
import { loadSeries } from "#lib/objectives/load-series.ts";
import { seriesInput } from "#lib/objectives/schema.ts";

/** More than a chart of a screen's width can tell apart. */
const MOST_POINTS = 400;

export const getSeries = readVerb("measurement.read", seriesInput, (ctx, input) =>
  loadSeries(ctx, input, MOST_POINTS),
);
