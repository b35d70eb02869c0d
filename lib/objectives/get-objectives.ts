import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import type { Context } from "#lib/context.ts";
import { composeSystems } from "#lib/objectives/compose-systems.ts";
import { loadLiveRpos } from "#lib/objectives/load-live-rpos.ts";
import { loadRestores } from "#lib/objectives/load-restores.ts";
import { loadRpoRecord } from "#lib/objectives/load-rpo-record.ts";
import { loadSystems } from "#lib/objectives/load-systems.ts";
import { projectRto } from "#lib/objectives/project-rto.ts";
import { worstLoss } from "#lib/objectives/rules.ts";
import type { ObjectivesDto, ResourceObjectives } from "#lib/objectives/schema.ts";
import type { LiveRpo } from "#lib/overview/schema.ts";
import { type ResourceRow, resourceRows, toResourceDto } from "#lib/resources/to-resource-dto.ts";

/** Ten thousand samples are read of each; some side by side, and connections left for everybody else. */
const AT_ONCE = 5;

/** Are we within our objectives, and would we be today? Every resource, every system, and everything. */
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
    const resources: ResourceObjectives[] = [];
    const losses = await loadLiveRpos(
      ctx.db,
      ctx.now(),
      rows.map(({ id }) => id),
    );
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = rows.slice(at, at + AT_ONCE);
      resources.push(
        ...(await Promise.all(some.map((row) => loadResourceObjectives(ctx, row, losses.get(row.id))))),
      );
    }
    const projections = new Map(resources.map(({ resource, rto }) => [resource.id, rto.projection]));
    const alone = rows.filter(({ systemId }) => systemId === null);
    return { resources, ...composeSystems(systems, projections, alone) };
  },
);

async function loadResourceObjectives(
  ctx: Context,
  row: ResourceRow,
  rpo: LiveRpo | undefined,
): Promise<ResourceObjectives> {
  const resource = toResourceDto(row);
  const { rpoSeconds, rtoSeconds } = resource.objectives;
  const [record, { restores, todayBytes }] = await Promise.all([
    loadRpoRecord(ctx.db, ctx.now(), row.id, rpoSeconds),
    loadRestores(ctx.db, { id: row.id, sizeBytes: resource.facts?.sizeBytes ?? null }),
  ]);
  const nowMs = rpo?.kind === "known" ? rpo.lossMs : null;
  const [last] = restores;
  return {
    resource: { id: row.id, name: row.name },
    rpo: { targetSeconds: rpoSeconds, nowMs, ...record, worstMs: worstLoss(record.worstMs, nowMs) },
    rto: {
      targetSeconds: rtoSeconds,
      lastMs: last?.totalMs ?? null,
      lastAtMicros: last?.atMicros.toString() ?? null,
      projection: projectRto(restores, todayBytes),
    },
  };
}
