import type { TrackedAlert } from "#lib/alerts/states.ts";
import { pageUrl } from "#lib/channels/rules.ts";
import type { DeliveryMessage } from "#lib/channels/schema.ts";
import type { Context } from "#lib/context.ts";
import { toDate } from "#lib/db/rows.ts";
import { formatDuration } from "#lib/format/duration.ts";

type Told = Pick<
  TrackedAlert,
  "id" | "rule" | "severity" | "subject" | "summary" | "hint" | "firedAtMs" | "quietSinceMs"
>;

/** What people are told about an alert that begins or ends. */
export function alertMessage(
  ctx: Pick<Context, "now" | "installation">,
  alert: Told,
  event: "fired" | "resolved" | "info",
): DeliveryMessage {
  const { id, rule, severity, subject, summary, hint } = alert;
  return {
    event,
    rule,
    severity,
    alertId: id,
    subject,
    summary: event === "resolved" ? `Over${lasted(alert)}. It was: ${summary}` : summary,
    hint: event === "resolved" ? null : hint,
    at: toDate(ctx.now()).toISOString(),
    url: pageUrl(ctx.installation.origin, `/alerts/${id}`),
  };
}

function lasted({ firedAtMs, quietSinceMs }: Told): string {
  return firedAtMs === null || quietSinceMs === null
    ? ""
    : ` after ${formatDuration(Math.max(0, quietSinceMs - firedAtMs))}`;
}
