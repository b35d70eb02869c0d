import { loadAlert } from "#lib/alerts/get-alert.ts";
import { acknowledgeAlertInput } from "#lib/alerts/schema.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { actorName } from "#lib/context.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { actorId } from "#lib/users/actor-id.ts";

/** Somebody has seen it and looks after it. The alert stays open until its condition is over. */
export const acknowledgeAlert = writeVerb(
  "alert.acknowledge",
  acknowledgeAlertInput,
  async (ctx, tx, { id, comment }) => {
    const acknowledged = await tx.alert.updateMany({
      where: { id, state: { not: "resolved" }, acknowledgedAt: null },
      data: {
        acknowledgedAt: toDate(ctx.now()),
        acknowledgedBy: jsonColumn({
          id: actorId(ctx.actor),
          name: actorName(ctx.actor),
          kind: ctx.actor.kind,
        }),
        comment: comment || null,
      },
    });
    const alert = await loadAlert(tx, id);
    if (acknowledged.count === 0) {
      throw new AppError(
        "CONFLICT",
        alert.acknowledged
          ? `${isolate(alert.acknowledged.by)} has already acknowledged it.`
          : "It is already over.",
        { reason: alert.acknowledged ? "acknowledged" : "resolved" },
      );
    }
    await recordAudit(tx, ctx, {
      action: "alert.acknowledge",
      subject: { type: "alert", id, name: alert.subject },
      resourceId: alert.resource?.id,
      details: { sentence: alert.summary, rule: alert.rule, comment: comment || null },
    });
    return alert;
  },
);
