import type { AlertRuleId } from "#lib/alerts/schema.ts";
import type { ActiveSilence, TrackedAlert } from "#lib/alerts/states.ts";

/**
 * What follows from what: an alert is not told while one of these about the same resource is open. A breached RPO
 * and a failing audit trail are always told, and so is broken archiving: they say what is being lost.
 */
export const explainedBy: Partial<Record<AlertRuleId, readonly AlertRuleId[]>> = {
  "backup-failed": ["repository-unreachable", "cluster-down", "worker-offline"],
  "missed-run": ["repository-unreachable", "cluster-down", "worker-offline"],
  "verification-failed": ["repository-unreachable", "worker-offline"],
  "retention-refused": ["repository-unreachable", "worker-offline"],
  "cluster-down": ["worker-offline"],
  "objective-at-risk": ["rpo-breached", "rto-exceeded"],
  "duration-anomaly": ["duration-long"],
};

/** Why nobody is told about this one, if there is a reason. */
export function findMute(
  alert: TrackedAlert,
  open: readonly TrackedAlert[],
  silences: readonly ActiveSilence[],
): Pick<TrackedAlert, "inhibitedById" | "silencedById"> {
  const { rule, resourceId } = alert;
  const silence = silences.find(
    (each) =>
      (each.rule === null || each.rule === rule) &&
      (each.resourceId === null || each.resourceId === resourceId),
  );
  const causes = explainedBy[rule] ?? [];
  const cause =
    resourceId === null
      ? undefined
      : open.find((each) => causes.includes(each.rule) && each.explains.includes(resourceId));
  return { inhibitedById: cause?.id ?? null, silencedById: silence?.id ?? null };
}
