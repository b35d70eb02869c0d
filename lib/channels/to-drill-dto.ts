import { z } from "zod";
import { drillChannels } from "#lib/channels/drill-channels.ts";
import { type AlertDrillDto, alertDrillDto } from "#lib/channels/schema.ts";
import type { AlertDrill } from "#lib/db/generated/client.ts";

const requestedBy = z.object({ name: z.string() });

export function toDrillDto(row: AlertDrill): AlertDrillDto {
  return {
    id: row.id,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    outcome: alertDrillDto.shape.outcome.parse(row.outcome),
    channels: drillChannels.parse(row.channels).map(({ name, sentAt, error }) => ({ name, sentAt, error })),
    requestedBy: requestedBy.parse(row.requestedBy).name,
  };
}
