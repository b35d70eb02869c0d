import type { AlertDto, AlertRuleId } from "#lib/alerts/schema.ts";

type Details = AlertDto["details"];

/** Where to look first: a path of the console. */
export function alertHref(alert: {
  rule: AlertRuleId;
  resourceId: string | null;
  details: Details;
}): string | null {
  const { rule, resourceId, details } = alert;
  if (rule === "worker-offline") return "/settings/workers";
  if (rule === "delivery-failing" || rule === "alert-drill") return "/settings/channels";
  if (rule === "audit-failing") return "/audit";
  if (typeof details.restoreId === "string") return `/restores/${details.restoreId}`;
  if (typeof details.operationId === "string") return `/operations/${details.operationId}`;
  if (resourceId !== null) return `/resources/${resourceId}`;
  if (typeof details.repositoryId === "string") return `/settings/repositories/${details.repositoryId}`;
  return null;
}
