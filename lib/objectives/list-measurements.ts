import { readVerb } from "#lib/auth/verb.ts";
import { jsonValue } from "#lib/db/rows.ts";
import { listMeasurementsInput } from "#lib/objectives/schema.ts";

const DAY_MICROS = 86_400_000_000n;
/** A day of RPO samples at one a minute, with room. */
const MOST = 3_000;

export const listMeasurements = readVerb("measurement.read", listMeasurementsInput, async (ctx, input) => {
  const since = input.sinceMicros === undefined ? ctx.now() - DAY_MICROS : BigInt(input.sinceMicros);
  const [rows, objective] = await Promise.all([
    ctx.db.measurement.findMany({
      where: { resourceId: input.id, kind: input.kind, atMicros: { gte: since } },
      orderBy: { atMicros: "desc" },
      take: MOST,
    }),
    ctx.db.objective.findUnique({
      where: { resourceId_kind: { resourceId: input.id, kind: input.kind } },
    }),
  ]);
  return {
    items: rows.toReversed().map((row) => ({
      atMicros: row.atMicros.toString(),
      valueMs: Number(row.valueMs),
      details: jsonValue(row.details),
      operationId: row.operationId,
    })),
    targetSeconds: objective?.targetSeconds ?? null,
  };
});
