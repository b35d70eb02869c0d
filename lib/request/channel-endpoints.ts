import { createChannel } from "#lib/channels/create-channel.ts";
import { getDeadMan } from "#lib/channels/get-dead-man.ts";
import { listAlertDrills } from "#lib/channels/list-alert-drills.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { listDeliveries } from "#lib/channels/list-deliveries.ts";
import { replayDelivery } from "#lib/channels/replay-delivery.ts";
import {
  alertDrillDto,
  alertDrillList,
  channelDto,
  channelList,
  createdChannel,
  deadManDto,
  deliveryDto,
  deliveryPage,
} from "#lib/channels/schema.ts";
import { startAlertDrill } from "#lib/channels/start-alert-drill.ts";
import { testChannel } from "#lib/channels/test-channel.ts";
import { updateChannel } from "#lib/channels/update-channel.ts";
import { updateDeadMan } from "#lib/channels/update-dead-man.ts";

/** Part of the API table (api.ts). */
export const channelEndpoints = {
  "GET /channels": { verb: listChannels, output: channelList },
  "POST /channels": { verb: createChannel, output: createdChannel },
  "POST /channels/{id}": { verb: updateChannel, output: channelDto },
  "POST /channels/{id}/test": { verb: testChannel, output: deliveryDto },
  "GET /deliveries": { verb: listDeliveries, output: deliveryPage },
  "POST /deliveries/{id}/replay": { verb: replayDelivery, output: deliveryDto },
  "GET /alert-drills": { verb: listAlertDrills, output: alertDrillList },
  "POST /alert-drills": { verb: startAlertDrill, output: alertDrillDto },
  "GET /dead-man": { verb: getDeadMan, output: deadManDto },
  "POST /dead-man": { verb: updateDeadMan, output: deadManDto },
} as const;
