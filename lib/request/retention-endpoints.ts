import { createHold } from "#lib/retention/create-hold.ts";
import { getRetention } from "#lib/retention/get-retention.ts";
import { getRetentionRequest } from "#lib/retention/get-retention-request.ts";
import { listHolds } from "#lib/retention/list-holds.ts";
import { releaseHold } from "#lib/retention/release-hold.ts";
import { requestAttach } from "#lib/retention/request-attach.ts";
import { requestRetention } from "#lib/retention/request-retention.ts";
import {
  holdDto,
  holdList,
  retentionOf,
  retentionRequestPage,
  retentionSimulation,
} from "#lib/retention/schema.ts";
import { simulateAttach } from "#lib/retention/simulate-attach.ts";
import { simulateRetention } from "#lib/retention/simulate-retention.ts";

/** Part of the API table (api.ts). */
export const retentionEndpoints = {
  "POST /policies/{id}/simulate": { verb: simulateRetention, output: retentionSimulation },
  "POST /policies/{id}/shorten-retention": { verb: requestRetention, output: retentionRequestPage },
  "POST /resources/{id}/policy/simulate": { verb: simulateAttach, output: retentionSimulation },
  "POST /resources/{id}/policy/request": { verb: requestAttach, output: retentionRequestPage },
  "GET /resources/{id}/retention": { verb: getRetention, output: retentionOf },
  "GET /retention-requests/{id}": { verb: getRetentionRequest, output: retentionRequestPage },
  "GET /holds": { verb: listHolds, output: holdList },
  "POST /holds": { verb: createHold, output: holdDto },
  "POST /holds/{id}/release": { verb: releaseHold, output: holdDto },
} as const;
