import { approveChange } from "#lib/changes/approve-change.ts";
import { cancelChange } from "#lib/changes/cancel-change.ts";
import { getChange } from "#lib/changes/get-change.ts";
import { listChanges } from "#lib/changes/list-changes.ts";
import { rejectChange } from "#lib/changes/reject-change.ts";
import { changeDto, changePage } from "#lib/changes/schema.ts";

/** Part of the API table (api.ts). */
export const changeEndpoints = {
  "GET /changes": { verb: listChanges, output: changePage },
  "GET /changes/{id}": { verb: getChange, output: changeDto },
  "POST /changes/{id}/approve": { verb: approveChange, output: changeDto },
  "POST /changes/{id}/reject": { verb: rejectChange, output: changeDto },
  "POST /changes/{id}/cancel": { verb: cancelChange, output: changeDto },
} as const;
