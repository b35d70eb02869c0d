import { readVerb } from "#lib/auth/verb.ts";
import { loadSeries } from "#lib/objectives/load-series.ts";
import { seriesInput } from "#lib/objectives/schema.ts";
import { loadResource } from "#lib/resources/load-resource.ts";

/** More than is ever kept of one resource: nothing is thinned out of a file. */
const EVERYTHING = 1_000_000;

/** A series as it was measured, for a file. */
export const exportSeries = readVerb("measurement.read", seriesInput, async (ctx, input) => {
  const { name } = await loadResource(ctx.db, input.id);
  return { input, resourceName: name, series: await loadSeries(ctx, input, EVERYTHING) };
});
