export const channelKinds = ["email", "webhook", "slack"] as const;
