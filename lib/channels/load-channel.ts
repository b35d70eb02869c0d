import type { z } from "zod";
import { type ChannelDto, emailSettings, webhookSettings } from "#lib/channels/schema.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import type { Channel } from "#lib/db/generated/client.ts";
import { AppError } from "#lib/errors.ts";

/** All channels, or the one with this id, as they are shown: with nothing secret. */
export async function loadChannels(db: Database | Transaction, id?: string): Promise<ChannelDto[]> {
  const rows = await db.channel.findMany({ where: { id }, orderBy: { name: "asc" } });
  const counts = await db.delivery.groupBy({
    by: ["channelId", "state"],
    where: { state: { in: ["pending", "dead"] }, channelId: id },
    _count: true,
  });
  const countOf = (channelId: string, state: string) =>
    counts.find((each) => each.channelId === channelId && each.state === state)?._count ?? 0;
  return rows.map((row) => ({
    ...toChannelDto(row),
    pending: countOf(row.id, "pending"),
    dead: countOf(row.id, "dead"),
  }));
}

export async function loadChannel(db: Database | Transaction, id: string): Promise<ChannelDto> {
  const [channel] = await loadChannels(db, id);
  if (!channel) throw new AppError("NOT_FOUND", "There is no such channel.");
  return channel;
}

function toChannelDto(row: Channel): Omit<ChannelDto, "pending" | "dead"> {
  const { settings, target } = readSettings(row);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    target,
    settings,
    minimumSeverity: row.minimumSeverity,
    isEnabled: row.isEnabled,
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
    lastFailureAt: row.lastFailureAt?.toISOString() ?? null,
    lastFailure: row.lastFailure,
  };
}

function readSettings(row: Channel): { settings: ChannelDto["settings"]; target: string } {
  if (row.kind !== "email") {
    const settings = webhookSettings.parse(row.settings);
    return { settings, target: settings.host };
  }
  const settings = emailSettings.parse(row.settings);
  return { settings, target: `${recipients(settings)} through ${settings.host}` };
}

function recipients({ to }: z.infer<typeof emailSettings>): string {
  const [first = "", ...others] = to;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
