import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { loadChannel } from "#lib/channels/load-channel.ts";
import { nameTaken } from "#lib/channels/name-taken.ts";
import { createChannelInput } from "#lib/channels/schema.ts";
import { settleTarget } from "#lib/channels/settle-target.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";

/** Adds a channel, its secrets sealed before they are stored (T40). A signing secret made here is shown once. */
export const createChannel = writeVerb("channel.create", createChannelInput, async (ctx, tx, input) => {
  const id = v7();
  const { settings, secrets, signingSecret } = await settleTarget(ctx, id, input.target, null);
  const now = toDate(ctx.now());
  await tx.channel
    .create({
      data: {
        id,
        name: input.name,
        kind: input.target.kind,
        settings: jsonColumn(settings),
        secrets: JSON.stringify(secrets),
        minimumSeverity: input.minimumSeverity,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    })
    .catch(nameTaken(input.name));
  const channel = await loadChannel(tx, id);
  await recordAudit(tx, ctx, {
    action: "channel.create",
    subject: { type: "channel", id, name: input.name },
    details: { kind: channel.kind, target: channel.target, minimumSeverity: channel.minimumSeverity },
  });
  return { channel, signingSecret };
});
