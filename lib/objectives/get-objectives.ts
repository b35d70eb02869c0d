import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { composeSystems } from "#lib/objectives/compose-systems.ts";
import { loadLiveRpos } from "#lib/objectives/load-live-rpos.ts";
import { loadRestores, type MeasuredRestores } from "#lib/objectives/load-restores.ts";
import { loadRpoRecords, type RpoRecord } from "#lib/objectives/load-rpo-records.ts";
import { loadSystems } from "#lib/objectives/load-systems.ts";
import { projectRto } from "#lib/objectives/project-rto.ts";
import { worstLoss } from "#lib/objectives/rules.ts";
import type { ObjectivesDto, ResourceObjectives } from "#lib/objectives/schema.ts";
import type { LiveRpo } from "#lib/overview/schema.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";
import { resourceRows, toResourceDto } from "#lib/resources/to-resource-dto.ts";

/**
 * Are we within our objectives, and would we be today? Every resource, every system, and everything, with a number
 * of queries that does not grow with the number of resources.
 */
export const getObjectives = readVerb(
  "measurement.read",
  z.object({}),
  async (ctx): Promise<ObjectivesDto> => {
    const [rows, systems] = await Promise.all([
      ctx.db.resource.findMany({
        include: resourceRows,
        orderBy: [{ recoveryOrder: "asc" }, { name: "asc" }],
        take: 1000,
      }),
      loadSystems(ctx.db),
    ]);
    const found = rows.map(toResourceDto);
    const ids = found.map(({ id }) => id);
    const targets = new Map(found.map(({ id, objectives }) => [id, objectives.rpoSeconds]));
    const [losses, records, restores] = await Promise.all([
      loadLiveRpos(ctx.db, ctx.now(), ids),
      loadRpoRecords(ctx.db, ctx.now(), targets),
      loadRestores(ctx.db, ids),
    ]);
    const resources = found.map((resource) => ({
      resource: { id: resource.id, name: resource.name },
      rpo: toRpo(resource, losses.get(resource.id), records.get(resource.id)),
      rto: toRto(resource, restores.get(resource.id)),
    }));
    const projections = new Map(resources.map(({ resource, rto }) => [resource.id, rto.projection]));
    const alone = rows.filter(({ systemId }) => systemId === null);
    return { resources, ...composeSystems(systems, projections, alone) };
  },
);

function toRpo(
  { objectives }: ResourceDto,
  live: LiveRpo | undefined,
  record: RpoRecord = { withinShare: null, seenShare: null, worstMs: null, breachCount: 0 },
): ResourceObjectives["rpo"] {
  const nowMs = live?.kind === "known" ? live.lossMs : null;
  return {
    targetSeconds: objectives.rpoSeconds,
    nowMs,
    ...record,
    worstMs: worstLoss(record.worstMs, nowMs),
  };
}

function toRto(
  { objectives, facts }: ResourceDto,
  { restores, newestSetBytes }: MeasuredRestores = { restores: [], newestSetBytes: null },
): ResourceObjectives["rto"] {
  const [last] = restores;
  return {
    targetSeconds: objectives.rtoSeconds,
    lastMs: last?.totalMs ?? null,
    lastAtMicros: last?.atMicros.toString() ?? null,
    // Of a cluster that cannot be seen, the size of its newest set.
    projection: projectRto(restores, facts?.sizeBytes ?? newestSetBytes),
  };
}
