import type { Tone } from "#components/ui/pill.tsx";
import type { Severity } from "#lib/alerts/schema.ts";

export const severityWords: Record<Severity, string> = {
  critical: "Critical",
  warning: "Warning",
  info: "Info",
};

export const severityTones: Record<Severity, Extract<Tone, "bad" | "warn" | "idle">> = {
  critical: "bad",
  warning: "warn",
  info: "idle",
};
