import type { z } from "zod";
import type { ChannelDto, updateChannelInput } from "#lib/channels/schema.ts";

/** A channel as an update that changes nothing: what is sealed is left out and stays. */
export function unchanged(channel: ChannelDto): z.infer<typeof updateChannelInput> {
  const { id, name, minimumSeverity, isEnabled, kind, settings } = channel;
  const common = { id, name, minimumSeverity, isEnabled };
  if ("port" in settings) return { ...common, target: { kind: "email", settings } };
  const target = { allowPrivate: settings.allowPrivate };
  return { ...common, target: kind === "slack" ? { kind, ...target } : { kind: "webhook", ...target } };
}
