import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { loadBackupSeries } from "#lib/objectives/load-backup-series.ts";
import { loadRpoSeries } from "#lib/objectives/load-rpo-series.ts";
import { loadRtoSeries } from "#lib/objectives/load-rto-series.ts";
import type { Series, SeriesInput } from "#lib/objectives/schema.ts";
import { alertThresholds, policyRules } from "#lib/policies/schema.ts";

/** One series of a resource, thinned out to at most about `most` points. */
export async function loadSeries(ctx: Context, input: SeriesInput, most: number): Promise<Series> {
  const fromMicros = BigInt(input.fromMicros);
  // Of what is to come nothing is known, and nothing is missing.
  const toMicros = earlier(BigInt(input.toMicros), ctx.now() + 1n);
  if (fromMicros >= toMicros) {
    throw new AppError("INVALID", "The span ends before it begins.", { reason: "span" });
  }
  const resource = await ctx.db.resource.findUnique({
    where: { id: input.id },
    select: { objectives: true, policy: { select: { rules: true } } },
  });
  if (!resource) throw new AppError("NOT_FOUND", "There is no such resource.");
  const query = { resourceId: input.id, fromMicros, toMicros, most };
  const target = (kind: "rpo" | "rto") =>
    resource.objectives.find((each) => each.kind === kind)?.targetSeconds ?? null;
  switch (input.kind) {
    case "rpo":
      return loadRpoSeries(ctx.db, query, target("rpo"));
    case "rto":
      return loadRtoSeries(ctx.db, query, target("rto"));
    case "backup-duration":
    case "backup-size": {
      const thresholds =
        policyRules.safeParse(resource.policy?.rules).data?.thresholds ?? alertThresholds.parse({});
      return loadBackupSeries(ctx.db, input.kind, query, thresholds);
    }
  }
}

function earlier(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
