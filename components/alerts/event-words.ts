import type { DeliveryMessage } from "#lib/channels/schema.ts";

/** What a message tells, as its kind. */
export const eventWords: Record<DeliveryMessage["event"], string> = {
  fired: "Alert",
  resolved: "All clear",
  info: "Information",
  test: "Test",
};
