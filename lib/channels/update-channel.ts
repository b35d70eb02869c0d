import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { loadChannel } from "#lib/channels/load-channel.ts";
import { nameTaken } from "#lib/channels/name-taken.ts";
import { updateChannelInput } from "#lib/channels/schema.ts";
import { parseSealedParts, type SealedParts } from "#lib/channels/secrets.ts";
import { settleTarget } from "#lib/channels/settle-target.ts";
import { jsonColumn, jsonValue, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

/** Changes a channel or switches it off. Secrets that are left out stay sealed as they are. */
export const updateChannel = writeVerb("channel.update", updateChannelInput, async (ctx, tx, input) => {
  await tx.$queryRaw`SELECT id FROM channels WHERE id = ${input.id}::uuid FOR UPDATE`;
  const row = await tx.channel.findUnique({ where: { id: input.id } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such channel.");
  if (row.kind !== input.target.kind) {
    throw new AppError("INVALID", "A channel stays what it is.", {
      hint: "Add another channel and switch this one off.",
      reason: "kind",
    });
  }
  const before = { settings: row.settings, secrets: parseSealedParts(row.secrets) };
  const { settings, secrets } = await settleTarget(ctx, row.id, input.target, before);
  await tx.channel
    .update({
      where: { id: row.id },
      data: {
        name: input.name,
        settings: jsonColumn(settings),
        secrets: JSON.stringify(secrets),
        minimumSeverity: input.minimumSeverity,
        isEnabled: input.isEnabled,
        updatedAt: toDate(ctx.now()),
      },
      select: { id: true },
    })
    .catch(nameTaken(input.name));
  const { minimumSeverity, isEnabled } = row;
  await recordAudit(tx, ctx, {
    action: "channel.update",
    subject: { type: "channel", id: row.id, name: input.name },
    details: {
      before: { name: row.name, settings: jsonValue(row.settings), minimumSeverity, isEnabled },
      after: {
        name: input.name,
        settings,
        minimumSeverity: input.minimumSeverity,
        isEnabled: input.isEnabled,
      },
      replacedSecrets: replaced(before.secrets, secrets),
    },
  });
  return loadChannel(tx, row.id);
});

function replaced(before: SealedParts, after: SealedParts): string[] {
  return (["password", "url", "signingSecret"] as const).filter((part) => before[part] !== after[part]);
}
