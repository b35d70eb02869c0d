import { getObjectives } from "#lib/objectives/get-objectives.ts";
import { getSeries } from "#lib/objectives/get-series.ts";
import { listSystems } from "#lib/objectives/list-systems.ts";
import { objectivesDto, series, systemDto, systemList } from "#lib/objectives/schema.ts";
import { updateSystem } from "#lib/objectives/update-system.ts";

/** Part of the API table (api.ts). */
export const objectiveEndpoints = {
  "GET /objectives": { verb: getObjectives, output: objectivesDto },
  "GET /resources/{id}/series": { verb: getSeries, output: series },
  "GET /systems": { verb: listSystems, output: systemList },
  "POST /systems/{id}": { verb: updateSystem, output: systemDto },
} as const;
