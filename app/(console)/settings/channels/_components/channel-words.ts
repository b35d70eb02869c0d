import type { Tone } from "#components/ui/pill.tsx";
import type { Severity } from "#lib/alerts/schema.ts";
import type { ChannelDto, ChannelKind } from "#lib/channels/schema.ts";

export const kindWords: Record<ChannelKind, string> = {
  email: "E-mail",
  webhook: "Signed webhook",
  slack: "Slack",
};

export const thresholdWords: Record<Severity, string> = {
  critical: "Critical only",
  warning: "Critical and warnings",
  info: "Everything, also what went well",
};

type Health = Pick<ChannelDto, "isEnabled" | "lastSuccessAt" | "lastFailureAt">;

/** By what happened last; never tried is not good. */
export function healthOf({ isEnabled, lastSuccessAt, lastFailureAt }: Health): { tone: Tone; words: string } {
  if (!isEnabled) return { tone: "idle", words: "Switched off" };
  if (lastFailureAt && (!lastSuccessAt || lastFailureAt > lastSuccessAt))
    return { tone: "bad", words: "Failing" };
  if (lastSuccessAt) return { tone: "good", words: "Working" };
  return { tone: "unknown", words: "Never tried" };
}
