import { acknowledgeSlot } from "#lib/schedules/acknowledge-slot.ts";
import { createPause } from "#lib/schedules/create-pause.ts";
import { endPause } from "#lib/schedules/end-pause.ts";
import { getCalendar } from "#lib/schedules/get-calendar.ts";
import { listNextRuns } from "#lib/schedules/list-next-runs.ts";
import { listPauses } from "#lib/schedules/list-pauses.ts";
import { listSlots } from "#lib/schedules/list-slots.ts";
import { calendarDto, nextRunsDto, pauseDto, pauseList, slotDto, slotPage } from "#lib/schedules/schema.ts";

/** Part of the API table (api.ts). */
export const scheduleEndpoints = {
  "GET /slots": { verb: listSlots, output: slotPage },
  "POST /slots/{id}/acknowledge": { verb: acknowledgeSlot, output: slotDto },
  "GET /calendar": { verb: getCalendar, output: calendarDto },
  "GET /next-runs": { verb: listNextRuns, output: nextRunsDto },
  "GET /pauses": { verb: listPauses, output: pauseList },
  "POST /resources/{id}/pause": { verb: createPause, output: pauseDto },
  "POST /pauses/{id}/end": { verb: endPause, output: pauseDto },
} as const;
