import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import { loadSilences } from "#lib/alerts/load-silences.ts";
import { type AlertRuleId, createSilenceInput, type SilenceDto } from "#lib/alerts/schema.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { actorName } from "#lib/context.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { v7 } from "#lib/format/uuid.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { actorId } from "#lib/users/actor-id.ts";

const HOUR_MICROS = 3_600_000_000;

/** For a time nobody is told about alerts of a rule, of a resource, or of both; the alerts stay visible. */
export const createSilence = writeVerb("silence.create", createSilenceInput, async (ctx, tx, input) => {
  const resource = input.resourceId ? await loadResource(tx, input.resourceId) : null;
  const id = v7();
  const now = ctx.now();
  const expiresAt = toDate(now + BigInt(Math.round(input.hours * HOUR_MICROS)));
  await tx.silence.create({
    data: {
      id,
      rule: input.rule ?? null,
      resourceId: resource?.id ?? null,
      reason: input.reason,
      owner: jsonColumn({ id: actorId(ctx.actor), name: actorName(ctx.actor), kind: ctx.actor.kind }),
      createdAt: toDate(now),
      expiresAt,
    },
    select: { id: true },
  });
  const [silence] = await loadSilences(ctx, tx, { where: { id } });
  if (!silence) throw new AppError("INTERNAL", "The silence that was just written cannot be read.");
  await recordAudit(tx, ctx, {
    action: "silence.create",
    subject: { type: "silence", id, name: silencedWhat(silence) },
    resourceId: resource?.id,
    details: { reason: input.reason, until: expiresAt.toISOString(), rule: input.rule ?? null },
  });
  return silence;
});

/** "Backup failed of orders-db", "everything about orders-db". */
export function silencedWhat(silence: {
  rule: AlertRuleId | null;
  resource: SilenceDto["resource"];
}): string {
  const rule = silence.rule ? `“${alertCatalogue[silence.rule].title}”` : "everything";
  return silence.resource ? `${rule} about ${silence.resource.name}` : rule;
}
