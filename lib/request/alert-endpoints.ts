import { acknowledgeAlert } from "#lib/alerts/acknowledge-alert.ts";
import { createSilence } from "#lib/alerts/create-silence.ts";
import { endSilence } from "#lib/alerts/end-silence.ts";
import { getAlert } from "#lib/alerts/get-alert.ts";
import { getWatch } from "#lib/alerts/get-watch.ts";
import { listAlertRules } from "#lib/alerts/list-alert-rules.ts";
import { listAlerts } from "#lib/alerts/list-alerts.ts";
import { listSilences } from "#lib/alerts/list-silences.ts";
import {
  alertDto,
  alertPage,
  alertRuleList,
  silenceDto,
  silenceList,
  watchState,
} from "#lib/alerts/schema.ts";

/** Part of the API table (api.ts). */
export const alertEndpoints = {
  "GET /alerts": { verb: listAlerts, output: alertPage },
  "GET /alerts/{id}": { verb: getAlert, output: alertDto },
  "POST /alerts/{id}/acknowledge": { verb: acknowledgeAlert, output: alertDto },
  "GET /alert-rules": { verb: listAlertRules, output: alertRuleList },
  "GET /silences": { verb: listSilences, output: silenceList },
  "POST /silences": { verb: createSilence, output: silenceDto },
  "POST /silences/{id}/end": { verb: endSilence, output: silenceDto },
  "GET /watch": { verb: getWatch, output: watchState },
} as const;
